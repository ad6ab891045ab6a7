# SPDX-License-Identifier: GPL-3.0-or-later
# needs: linear
# t test of the change since baseline; of one arm alone it is the paired t test.
of_all_arms <- c(of_all_arms, "change-score")
methods[["change-score"]] <- function(d, analysis) {
  all <- test_linear(linear_model(d$y - d$x, d), d, analysis)
  function(w, h) {
    if (h$type != "within-arm-change") return(if (!is.null(all)) all(w, h))
    own <- rows(d, d$arm == which(w != 0))
    t <- tryCatch(t.test(own$y, own$x, paired = TRUE), error = function(e) NULL)
    if (!is.null(t)) result(sum(w) * t$estimate, t$stderr, t$parameter)
  }
}
