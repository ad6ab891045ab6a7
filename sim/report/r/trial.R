# SPDX-License-Identifier: GPL-3.0-or-later
# needs: patients scores dropout
# --- one trial ----------------------------------------------------------------
# All patients, one row each: arm, what they bring, scores at all points, who is seen there.
draw_trial <- function() {
  who <- recruits(sum(size))
  arm <- allocate(who)
  effects <- in_common()
  by_arms <- lapply(seq_along(arms), function(a) {
    mine <- rows(who, arm == a)
    mine$place <- seq_along(mine$place)
    d <- draw_patients(a, mine, effects)
    d$seen <- draw_seen(a, d$scores, d$leave)
    d$arm <- rep(a, length(d$place))
    d
  })
  columns <- names(by_arms[[1]])
  lapply(setNames(columns, columns), function(name) {
    each <- lapply(by_arms, `[[`, name)
    if (is.matrix(each[[1]])) do.call(rbind, each) else unlist(each)
  })
}
point_of <- function(outcome, visit) which(points$outcome == outcome & points$visit == visit)
# The scores of an outcome at the visit of an analysis, the visits before it and the baseline; of a
# responder those of the outcome that it is made of.
source_of <- function(o, id) or(o[["responder"]]$outcome, id)
visit_of <- function(outcome, visit) match(visit, names(design$outcomes[[outcome]]$visits))
# Who has responded: improved since baseline by so much, or by such a share of it.
responded <- function(o, from, to) {
  r <- o$responder
  gain <- direction(design$outcomes[[r$outcome]]) * (to - from)
  least <- if (isTRUE(r$relative)) r$improvement * from else r$improvement
  as.numeric(gain >= least - 1e-9 & (!isTRUE(r$relative) | from > 0))
}
# What an analysis looks at, one row a patient; y is NA where it was not seen.
trial_data <- function(trial, analysis) {
  o <- design$outcomes[[analysis$outcome]]
  from <- source_of(o, analysis$outcome)
  last <- visit_of(from, analysis$visit)
  columns <- vapply(seq_along(design$outcomes[[from]]$visits), function(v) point_of(from, v), 0L)
  scores <- trial$scores[, columns, drop = FALSE]
  scores[!trial$seen[, columns]] <- NA
  base <- point_of(from, 0)
  d <- trial[setdiff(names(trial), c("scores", "seen"))]
  if (o$type == "time-to-event") {
    columns <- lapply(seq_along(arms), function(a)
      watch(o, arms[a], trial$scores[trial$arm == a, point_of(from, 1)],
            trial$entry[trial$arm == a], trial$leave[trial$arm == a]))
    for (name in names(columns[[1]])) d[[name]] <- unlist(lapply(columns, `[[`, name))
    d$y <- d$watched
    return(if (is.null(o$events)) d else cut_at_events(d, o$events))
  }
  d$y <- scores[, last]
  d$x <- if (length(base)) trial$scores[, base]
  d$scores <- scores
  if (identical(analysis$set, "per-protocol")) d <- rows(d, d$state == 0)
  d
}
as_outcome <- function(d, analysis) {
  o <- design$outcomes[[analysis$outcome]]
  if (!is.null(o[["responder"]])) d$y <- responded(o, d$x, d$y)
  d
}
