# SPDX-License-Identifier: GPL-3.0-or-later
# needs: tests
# --- from data to tests -------------------------------------------------------
# Fits the model of an analysis, to each of several data sets where scores are imputed; gives a
# function that tests a contrast in the direction of benefit.
fit_all <- function(d, analysis, benefit) {
  sets <- completed[[analysis$missing]](d, analysis)
  if (is.null(sets)) return(function(w, h) NULL)
  if (!is.null(sets$arm)) sets <- list(sets)
  n <- tabulate(sets[[1]]$arm, length(arms))
  tests <- lapply(sets, function(d)
    if (all(n >= 2)) methods[[analysis$method]](d, analysis)
    else tryCatch(methods[[analysis$method]](d, analysis), error = function(e) NULL))
  function(w, h) {
    if (any(n[needed(w, analysis)] < 2) || any(vapply(tests, is.null, NA))) return(NULL)
    results <- lapply(tests, function(test) test(benefit * w, h))
    if (any(vapply(results, is.null, NA))) return(NULL)
    r <- if (length(results) == 1) results[[1]] else pooled(results)
    r$n <- n
    r
  }
}
# A test of all arms with the data of the first analysis; FALSE where an arm has too few.
omnibus_test <- function(trial, p) {
  analysis <- design$analyses[[1]]
  d <- completed[[analysis$missing]](trial_data(trial, analysis), analysis)
  if (any(tabulate(d$arm, length(arms)) < 2)) return(FALSE)
  p(list(y = d$y, x = d$x, arm = d$arm)) <= alpha
}
