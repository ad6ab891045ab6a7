# SPDX-License-Identifier: GPL-3.0-or-later
# needs: imputation
completed[["multiple-imputation"]] <- function(d, analysis) impute(d, analysis, "at random")
