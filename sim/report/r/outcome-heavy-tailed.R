# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
# Student's t distribution, scaled to the SD.
score[["heavy-tailed"]] <- function(o, law) {
  scale <- sqrt((o$df - 2) / o$df)
  function(z) law[1] + law[2] * scale * sign(z) *
    qt(pnorm(abs(z), lower.tail = FALSE), o$df, lower.tail = FALSE)
}
