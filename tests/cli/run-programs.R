# SPDX-License-Identifier: GPL-3.0-or-later
#
# run-programs.R - many exported programs in one R: starting R for each would take longer than most
# of them. Arguments: a seed, then FILE TRIALS of each. What a program prints goes to FILE.csv; where
# a package is not installed, or it fails, FILE.txt says so.
arguments <- commandArgs(trailingOnly = TRUE)
seed <- arguments[1]
of_each <- matrix(arguments[-1], ncol = 2, byrow = TRUE)
packages <- c("nlme", "survival", "MASS", "mvtnorm")
absent <- packages[!vapply(packages, requireNamespace, NA, quietly = TRUE)]
say <- function(file, ...) writeLines(paste0(...), sub("R$", "txt", file))
for (i in seq_len(nrow(of_each))) {
  file <- of_each[i, 1]
  text <- readLines(file)
  wants <- absent[vapply(absent, function(p)
    any(grepl(paste0("library\\(", p, "\\)|", p, "::"), text)), NA)]
  if (length(wants) > 0) {
    say(file, "skipped: the package ", wants[1], " of R is not installed")
    next
  }
  here <- new.env(parent = globalenv())
  trials <- of_each[i, 2]
  local(commandArgs <- function(...) c(trials, seed), here)
  here$trials <- trials
  here$seed <- seed
  tryCatch(
    withCallingHandlers(
      writeLines(capture.output(sys.source(file, here)), sub("R$", "csv", file)),
      warning = function(w) {
        message(file, ": ", conditionMessage(w))
        invokeRestart("muffleWarning")
      }),
    error = function(e) say(file, "failed: ", conditionMessage(e)))
}
