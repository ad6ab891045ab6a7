# SPDX-License-Identifier: GPL-3.0-or-later
# --- limits at entry ----------------------------------------------------------
# Only patients whose baseline lies within the limits are recruited: a normal value of which the
# rest is cut off (on a scale in steps, after it was rounded). Its mean and SD are such that those
# of the patients who are recruited are as stated.
solve_mean_sd <- function(moments, mean, sd, sigmas, among) {
  mu <- function(sigma)
    uniroot(function(m) moments(m, sigma)[1] - mean, among + c(-6, 6) * sigma,
            tol = 1e-10)$root
  sigma <- exp(uniroot(function(s) moments(mu(exp(s)), exp(s))[2] - sd, log(sigmas),
                       tol = 1e-10)$root)
  c(mu(sigma), sigma)
}
entry_score <- function(o, mean, sd, low, high) {
  if (o$type == "bounded") {
    step <- o$step
    k <- seq(round((max(low, o[["min"]]) - o[["min"]]) / step),
             round((min(high, o[["max"]]) - o[["min"]]) / step))
    edges <- c(if (k[1] == 0) -Inf else k[1] - 0.5, k[-1] - 0.5,
               if (max(k) == round((o[["max"]] - o[["min"]]) / step)) Inf else max(k) + 0.5)
    share <- function(mu, sigma) {
      p <- diff(pnorm(edges, mu, sigma))
      p / sum(p)
    }
    moments <- function(mu, sigma) {
      p <- share(mu, sigma)
      m <- sum(k * p)
      c(m, sqrt(sum((k - m)^2 * p)))
    }
    width <- max(k) - min(k)
    at <- solve_mean_sd(moments, (mean - o[["min"]]) / step, sd / step, c(0.2, 4 * width),
                        range(k))
    upper <- cumsum(share(at[1], at[2]))
    return(function(z) o[["min"]] + step * k[pmin(findInterval(pnorm(z), upper) + 1, length(k))])
  }
  moments <- function(mu, sigma) {
    a <- (low - mu) / sigma; b <- (high - mu) / sigma
    p <- pnorm(b) - pnorm(a)
    m <- (dnorm(a) - dnorm(b)) / p
    s <- 1 + (ifelse(is.finite(a), a * dnorm(a), 0) - ifelse(is.finite(b), b * dnorm(b), 0)) / p -
      m^2
    c(mu + sigma * m, sigma * sqrt(s))
  }
  at <- solve_mean_sd(moments, mean, sd, c(sd * 0.999, sd * 8), mean)
  ends <- pnorm(c(low, high), at[1], at[2])
  function(z) qnorm(ends[1] + (ends[2] - ends[1]) * pnorm(z), at[1], at[2])
}
