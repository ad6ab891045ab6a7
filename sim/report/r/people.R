# SPDX-License-Identifier: GPL-3.0-or-later
# --- what patients have in common, and what they bring ------------------------
# Practitioners, centres, strata, covariates and single responses are parts of the SD as stated.
# Each is a variable with a loading on every score: its SD over that of the scores.
at_visits <- points$visit > 0
sd_of_points <- function(arm) mapply(function(k, visit) {
  o <- design$outcomes[[k]]
  if (visit == 0) o$baseline[["sd"]] else or(o$sd[[arm]][visit], 1)
}, points$outcome, points$visit)
# SDs are in the unit of the leading outcome. On others they have the same share of the SD at the
# last visit: of that of the arm, or of the mean of all arms for what these have in common.
last_sd <- function(k, arm) {
  sd <- design$outcomes[[k]]$sd[[arm]]
  if (is.null(sd)) 1 else sd[length(sd)]
}
carried <- function(k, among)
  sum(vapply(among, function(arm) last_sd(k, arm), 0)) /
  sum(vapply(among, function(arm) last_sd(leading, arm), 0))
# Loadings of a part given by an SD, or by its share of the variance (ICC).
loadings <- function(arm, sd, icc, among) {
  if (is.null(sd)) return(rep(sqrt(or(icc, 0)), nrow(points)))
  sd * vapply(points$outcome, carried, 0, among) / sd_of_points(arm)
}

# Who is treated by whom, and where, by the place in the arm (from 0).
centres <- or(design$centres$count, 0)
practitioner_of <- function(arm, i) {
  load <- design$practitioners$caseload[[arm]]; count <- design$practitioners$count[[arm]]
  each <- or(design$centres[["practitioners-each"]][[arm]], 0)
  if (!is.null(load) && any(load > 0)) {  # full ones, one after another
    filled <- cumsum(rep(load, length.out = max(i) + 1))
    return(findInterval(i, filled))
  }
  if (length(count) > 1) return(by_shares(count, max(i) + 1)[i + 1])
  if (each > 0) return(i %% centres * each + i %/% centres %% each)
  if (or(count, 0) > 0) i %% count else NULL
}
# Each patient goes where most is missing of what the shares ask for.
by_shares <- function(shares, n) {
  given <- 0 * shares
  vapply(seq_len(n), function(i) {
    k <- which.max(shares * i - given * sum(shares))
    given[k] <<- given[k] + 1
    k - 1
  }, 0)
}
# Arms that share practitioners have them under the name of the first.
practice <- setNames(arms, arms)
for (group in design$practitioners$shared) practice[group] <- group[1]

# The parts. "own" differs from patient to patient; else "group" says which patients have it in
# common. "known" ones are the same for all outcomes; others go together as the outcomes do.
part <- function(name, loading, group = NULL, known = FALSE)
  list(name = name, loading = loading, group = group, known = known)
parts_of <- lapply(arms, function(arm) {
  active <- !(arm %in% arms[reference])
  p <- design$practitioners; c <- design$centres
  response <- or(design[["response-sd"]][[arm]], 0)
  parts <- list()
  if (!is.null(practitioner_of(arm, 0)))
    parts$practitioner <- part(paste("practitioner", practice[[arm]]), at_visits *
      loadings(arm, p[["sd"]][[arm]], p[["icc"]][[arm]], arm), function(i) practitioner_of(arm, i))
  if (centres > 0)
    parts$centre <- part("centre", loadings(arm, c[["sd"]], c[["icc"]], arms),
                         function(i) i %% centres)
  if (active && or(c[["effect-sd"]], 0) > 0)
    parts$centre_effect <- part("centre-effect", at_visits *
      loadings(arm, c[["effect-sd"]], NULL, arms), function(i) i %% centres)
  if (response > 0)
    parts$response <- part("response", at_visits * loadings(arm, response, NULL, arm))
  for (id in names(design$covariates))
    parts[[paste("covariate", id)]] <- part(id, vapply(points$outcome, function(k)
      or(design$covariates[[id]]$correlation[[k]], 0), 0), known = TRUE)
  parts
})
# Strata: what each level adds to a score, over its SD; centred, so that means stay those of all.
prevalences <- lapply(design$strata, function(s) {
  p <- vapply(s$levels, function(l) l$prevalence, 0)
  p / sum(p)
})
stratum_effects <- lapply(arms, function(arm) lapply(names(design$strata), function(s) {
  levels <- design$strata[[s]]$levels
  effect <- t(vapply(levels, function(l) mapply(function(k, visit)
    or(l$effect[[k]], 0) + (visit > 0) * or(l$interaction[[k]][[arm]], 0),
    points$outcome, points$visit), points$visit + 0))
  effect <- matrix(effect, length(levels))
  sweep(sweep(effect, 2, drop(prevalences[[s]] %*% effect)), 2, sd_of_points(arm), "/")
}))

parts_covariance <- function(a) {
  m <- nrow(points)
  together <- asked[points$outcome, points$outcome]
  V <- matrix(0, m, m)
  for (p in parts_of[[a]]) V <- V + outer(p$loading, p$loading) * (if (p$known) 1 else together)
  for (s in seq_along(design$strata)) {
    e <- stratum_effects[[a]][[s]]
    V <- V + t(e) %*% (prevalences[[s]] * e)
  }
  V
}
recruits <- function(n) list(place = seq_len(n), strata = matrix(vapply(prevalences, function(p)
  sample.int(length(p), n, replace = TRUE, prob = p), integer(n)), nrow = n))
# n effects on each outcome, of variance 1.
effects_on_outcomes <- function(n)
  matrix(rnorm(n * length(measured)), n, dimnames = list(NULL, measured)) %*% chol(asked)
# Effects of practitioners and centres are drawn when somebody first has them.
in_common <- function() new.env()
parts_values <- function(a, who, effects) {
  n <- length(who$place)
  i <- who$place - 1
  latent <- matrix(0, n, nrow(points))
  columns <- list(covariates = matrix(0, n, length(design$covariates),
                                      dimnames = list(NULL, names(design$covariates))))
  for (id in names(parts_of[[a]])) {
    p <- parts_of[[a]][[id]]
    if (p$known) {
      columns$covariates[, p$name] <- rnorm(n)
      value <- matrix(columns$covariates[, p$name], n, nrow(points))
    } else if (is.null(p$group) || is.null(effects) || n == 0)
      value <- effects_on_outcomes(n)[, points$outcome, drop = FALSE]
    else {
      group <- p$group(i) + 1
      known <- effects[[p$name]]
      more <- max(group) - or(nrow(known), 0)
      if (more > 0) effects[[p$name]] <- rbind(known, effects_on_outcomes(more))
      value <- effects[[p$name]][group, points$outcome, drop = FALSE]
      if (id == "practitioner") columns[[id]] <- paste(practice[[a]], group)
    }
    latent <- latent + value * rep(p$loading, each = n)
  }
  if (is.null(columns$practitioner)) columns$practitioner <- rep(NA_character_, n)
  for (s in seq_along(design$strata))
    latent <- latent + stratum_effects[[a]][[s]][who$strata[, s], ]
  list(latent = latent, columns = columns)
}
