# SPDX-License-Identifier: GPL-3.0-or-later
# needs: linear adjust
# Analysis of covariance: one slope on each covariate, one residual variance.
of_all_arms <- c(of_all_arms, "ancova")
methods[["ancova"]] <- function(d, analysis)
  test_linear(linear_model(d$y, d, covariates(d, analysis)), d, analysis)
