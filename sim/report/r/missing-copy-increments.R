# SPDX-License-Identifier: GPL-3.0-or-later
# needs: imputation
completed[["copy-increments"]] <- function(d, analysis) impute(d, analysis, "copy")
