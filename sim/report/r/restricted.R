# SPDX-License-Identifier: GPL-3.0-or-later
# needs: proportions
# Score tests: variances at the likeliest proportions for which the contrast is what it is tested
# against (Farrington and Manning 1990; of several arms Kieser and Friede 2007). Their likelihood
# equations are (x - n p) / (p (1 - p)) = m w, of logits x - n p = m w, with one multiplier m.
proportion_at <- function(x, n, m) {  # root in [0, 1] of m p^2 - (m + n) p + x = 0
  b <- m + n
  root <- sqrt(pmax((m - n)^2 + 4 * m * (n - x), 0))
  p <- ifelse(b + root > 0 & b >= 0, 2 * x / (b + root), (b - root) / (2 * m))
  pmin(pmax(p, 0), 1)
}
test_restricted <- function(k, w, h) {
  used <- w != 0
  x <- k$x[used]; n <- k$n[used]; w <- w[used]
  against <- function(bound) {
    if (bound <= sum(pmin(w, 0)) || bound >= sum(pmax(w, 0))) return(0)
    off <- function(m) sum(w * proportion_at(x, n, m * w)) - bound
    p <- x / n
    if (abs(off(0)) > 1e-12) {
      far <- if (off(0) > 0) 1 else -1
      while (off(far) * off(0) > 0 && abs(far) < 1e12) far <- 2 * far
      p <- proportion_at(x, n, w * uniroot(off, sort(c(0, far)), tol = 1e-12)$root)
    }
    v <- sum(w^2 * p * (1 - p) / n)
    if (v > 1e-12) (sum(w * x / n) - bound) / sqrt(v) else 0
  }
  score_result(sum(w * x / n), against)
}
score_result <- function(estimate, against) {
  r <- result(estimate, NA)
  r$above <- function(bound) pnorm(against(bound), lower.tail = FALSE)
  r$below <- function(bound) pnorm(against(bound))
  r
}
test_logits <- function(k, w, h, analysis) {
  used <- w != 0
  x <- k$x[used]; n <- k$n[used]; w <- w[used]
  if (any(x == 0 | x == n)) return(NULL)
  estimate <- sum(w * qlogis(x / n))
  if (analysis$variance == "unpooled")
    return(result(estimate, sqrt(sum(w^2 / (x * (1 - x / n))))))
  ends <- c(max(ifelse(w > 0, (x - n) / w, x / w)), min(ifelse(w > 0, x / w, (x - n) / w)))
  score_result(estimate, function(bound) {
    off <- function(m) sum(w * qlogis(pmin(pmax((x - m * w) / n, 1e-15), 1 - 1e-15))) - bound
    p <- (x - w * uniroot(off, ends, tol = 1e-12)$root) / n
    (estimate - bound) / sqrt(sum(w^2 / (n * p * (1 - p))))
  })
}
