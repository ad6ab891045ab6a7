# SPDX-License-Identifier: GPL-3.0-or-later
# needs: method-log-rank strata
# The same within strata.
of_logarithms <- c(of_logarithms, "stratified-log-rank")
methods[["stratified-log-rank"]] <- function(d, analysis) {
  d$cell <- stratum_cells(d)
  function(w, h) log_rank(d, w, TRUE)
}
