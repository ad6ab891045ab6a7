# SPDX-License-Identifier: GPL-3.0-or-later
# needs: tests fit
# --- the simulation -----------------------------------------------------------
# Results of all hypotheses in one trial.
test_trial <- function(trial) {
  used <- unique(vapply(hypotheses, function(h) h$analysis, ""))
  tests <- lapply(setNames(used, used), function(id) test_analysis(trial, id))
  lapply(hypotheses, function(h) tests[[h$analysis]](weights_of(h), h))
}
alpha <- design$testing$alpha
success_of <- function(rejected) vapply(or(design$testing$success, list()), function(s) {
  of <- rejected[or(s[["all-of"]], or(s[["any-of"]], s[["of"]]))]
  sum(of) >= (if (!is.null(s[["all-of"]])) length(of) else or(s[["at-least"]], 1))
}, NA)
one_trial <- function() {
  trial <- draw_trial()
  results <- test_trial(trial)
  p <- mapply(p_value, results, hypotheses)
  rejected <- setNames(reject(p, results), names(hypotheses))
  c(rejected, any = any(rejected), all = all(rejected), success_of(rejected),
    if (exists("omnibus")) c(omnibus = omnibus(trial)))
}
arguments <- as.numeric(commandArgs(trailingOnly = TRUE))
trials <- if (length(arguments) > 0) arguments[1] else 1000
set.seed(if (length(arguments) > 1) arguments[2] else 1)
power <- rowMeans(replicate(trials, one_trial()))
cat("id,power,mcse\n")
cat(sprintf("%s,%.6g,%.3g\n", names(power), power, sqrt(power * (1 - power) / trials)), sep = "")
