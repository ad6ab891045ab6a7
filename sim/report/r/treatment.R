# SPDX-License-Identifier: GPL-3.0-or-later
# --- adherence and switching --------------------------------------------------
# The state of a patient: 0 treated as allocated, k has made the kth switch, -1 does not adhere.
adherent <- by_arm(design$adherence$proportion, 1)
kept <- by_arm(design$adherence[["share-kept"]])
treatment <- function(a, n) {
  state <- ifelse(runif(n) < adherent[a], 0, -1)
  u <- runif(n)
  below <- 0
  for (k in seq_along(design$switching)) {
    s <- design$switching[[k]]
    if (s$from != arms[a]) next
    state[u >= below & u < below + s$proportion] <- k
    below <- below + s$proportion
  }
  state
}
# Who does not adhere keeps a share of the effect of his arm against the reference arm.
mean_between <- function(from, own, share) c(from[1] + share * (own[1] - from[1]), own[2])
law_of_others <- function(o, arm, visit) {
  own <- law_of(o, arm, visit)
  from <- if (length(reference)) law_of(o, arms[reference], visit) else own
  or(partial_law[[o$type]], mean_between)(from, own, kept[match(arm, arms)])
}
score_of_others <- lapply(seq_along(arms), function(a) lapply(seq_len(nrow(points)), function(i) {
  o <- design$outcomes[[points$outcome[i]]]
  if (adherent[a] < 1 && points$visit[i] > 0)
    score_of(o, law_of_others(o, arms[a], points$visit[i]))
}))
treated_score <- function(a, state, point, z) {
  y <- score_at[[a]][[point]](z)
  if (any(state < 0)) y[state < 0] <- score_of_others[[a]][[point]](z[state < 0])
  for (k in unique(state[state > 0])) {
    to <- match(design$switching[[k]]$to, arms)
    y[state == k] <- score_at[[to]][[point]](z[state == k])
  }
  y
}
