# SPDX-License-Identifier: GPL-3.0-or-later
# needs: proportions
# z test of a difference of proportions.
methods[["risk-difference"]] <- function(d, analysis) {
  k <- events_and_sizes(d)
  p <- k$x / k$n
  function(w, h) {
    if (identical(h$scale, "logit")) return(test_logits(k, w, h, analysis))
    if (analysis$variance == "restricted") return(test_restricted(k, w, h))
    v <- if (analysis$variance == "unpooled") p * (1 - p) / k$n
         else {
           both <- w != 0
           common <- sum(k$x[both]) / sum(k$n[both])
           common * (1 - common) / k$n
         }
    result(sum((w * p)[w != 0]), sqrt(sum((w^2 * v)[w != 0])))  # another arm may have nobody
  }
}
