# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
suppressPackageStartupMessages(library(survival))
of_pair <- function(d, w) {
  d <- rows(d, d$arm %in% c(first(w), second(w)))
  d$of_first <- as.numeric(d$arm == first(w))
  d
}
