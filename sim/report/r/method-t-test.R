# SPDX-License-Identifier: GPL-3.0-or-later
# needs: linear
# t tests: one variance for all arms, for the arms compared, or one for each (Welch).
of_all_arms <- c(of_all_arms, "t-test all-arms")
methods[["t-test"]] <- function(d, analysis) {
  if (analysis$variance == "all-arms" || or(analysis[["se"]], "model") != "model")
    return(test_linear(linear_model(d$y, d), d, analysis))
  y <- split(d$y, factor(d$arm, seq_along(arms)))
  function(w, h) {
    if (sum(w != 0) == 2 && all(w %in% c(-1, 0, 1))) {
      # Where all are alike R refuses: no test, which is not significant.
      t <- tryCatch(t.test(y[[first(w)]], y[[second(w)]],
                           var.equal = analysis$variance == "two-arms"),
                    error = function(e) NULL)
      return(if (!is.null(t)) result(t$estimate[1] - t$estimate[2], t$stderr, t$parameter))
    }
    y <- y[w != 0]; w <- w[w != 0]
    n <- lengths(y); s2 <- vapply(y, var, 0)
    if (analysis$variance == "two-arms") {
      df <- sum(n - 1)
      v <- sum((n - 1) * s2) / df * w^2 / n
    } else {
      v <- w^2 * s2 / n
      df <- sum(v)^2 / sum(v^2 / (n - 1))
    }
    result(sum(w * vapply(y, mean, 0)), sqrt(sum(v)), df)
  }
}
