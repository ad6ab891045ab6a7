# SPDX-License-Identifier: GPL-3.0-or-later
# --- analyses -----------------------------------------------------------------
# A method takes the data of a trial and gives a function that tests a contrast of the arms, by its
# weights: estimate (higher scores of arms with weights above 0 count as more), standard error, and
# degrees of freedom. NULL where there is no fit. Some methods have a model of all arms, others
# look at the arms of the contrast alone.
methods <- list()
of_all_arms <- character()
of_logarithms <- character()  # estimates are logarithms of ratios
result <- function(estimate, se, df = Inf) list(estimate = unname(estimate), se = se, df = df)
first <- function(w) which(w > 0)[1]
second <- function(w) which(w < 0)[1]
by_contrast <- function(estimates, covariance, df) function(w, h)
  c(result(sum(w * estimates), sqrt(drop(w %*% covariance %*% w)), df),
    list(arms = list(estimates = estimates, covariance = covariance, df = df)))
# The arms' means in a linear model without an intercept.
arm_terms <- function(d) outer(d$arm, seq_along(arms), "==") + 0
