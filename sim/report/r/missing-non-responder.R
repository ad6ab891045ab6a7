# SPDX-License-Identifier: GPL-3.0-or-later
# needs: missing
# Who was not seen counts as the worse of the two categories.
completed[["non-responder"]] <- function(d, analysis) {
  d <- as_outcome(d, analysis)
  d$y[is.na(d$y)] <- if (direction(design$outcomes[[analysis$outcome]]) > 0) 0 else 1
  d
}
