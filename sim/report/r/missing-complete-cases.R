# SPDX-License-Identifier: GPL-3.0-or-later
# needs: missing
# Complete cases: patients without the score are left out.
completed[["complete-cases"]] <- function(d, analysis) 
  as_outcome(rows(d, !is.na(d$y)), analysis)
