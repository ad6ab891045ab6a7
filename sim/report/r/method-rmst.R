# SPDX-License-Identifier: GPL-3.0-or-later
# needs: times
# Restricted mean survival time: the areas under the Kaplan-Meier curves, Greenwood's variances. A
# curve that ends before the horizon stays where it was.
methods$rmst <- function(d, analysis) {
  tau <- or(analysis$tau, design$outcomes[[analysis$outcome]][["follow-up"]])
  area <- function(a) {
    d <- rows(d, d$arm == a)
    s <- survfit(Surv(d$y, d$event) ~ 1)
    use <- s$n.event > 0 & s$time < tau
    time <- s$time[use]; at_risk <- s$n.risk[use]; events <- s$n.event[use]
    curve <- c(1, s$surv[use])
    pieces <- curve * diff(c(0, time, tau))
    beyond <- rev(cumsum(rev(pieces)))[-1]  # area after each event
    left <- at_risk - events
    c(sum(pieces), sum((beyond^2 * events / (at_risk * left))[left > 0]))
  }
  function(w, h) {
    a <- area(first(w)); b <- area(second(w))
    result(a[1] - b[1], sqrt(a[2] + b[2]))
  }
}
