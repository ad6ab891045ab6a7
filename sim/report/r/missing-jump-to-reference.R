# SPDX-License-Identifier: GPL-3.0-or-later
# needs: imputation
completed[["jump-to-reference"]] <- function(d, analysis) impute(d, analysis, "jump")
