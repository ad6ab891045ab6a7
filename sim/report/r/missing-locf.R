# SPDX-License-Identifier: GPL-3.0-or-later
# needs: missing
# Last observation carried forward, the baseline if there is none.
completed$locf <- function(d, analysis) {
  from <- source_of(design$outcomes[[analysis$outcome]], analysis$outcome)
  for (v in rev(seq_len(visit_of(from, analysis$visit))))
    d$y <- ifelse(is.na(d$y), d$scores[, v], d$y)
  if (!is.null(d$x)) d$y <- ifelse(is.na(d$y), d$x, d$y)
  as_outcome(rows(d, !is.na(d$y)), analysis)
}
