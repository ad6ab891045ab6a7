# SPDX-License-Identifier: GPL-3.0-or-later
# needs: imputation
completed[["delta"]] <- function(d, analysis) impute(d, analysis, "at random")
