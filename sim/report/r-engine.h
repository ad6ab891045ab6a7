/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * r-engine.h - the part of an R program that is the same for every scenario. Private to sim/report.
 */
#ifndef SIM_REPORT_R_ENGINE_H
#define SIM_REPORT_R_ENGINE_H

static const char sim_r_engine[] = "\
# --- one trial ----------------------------------------------------------------\n\
# Latent normal values of the baseline and all visits, then scores.\n\
draw <- function() {\n\
  arm <- rep(seq_along(arms), n)\n\
  z <- matrix(rnorm(length(arm) * nrow(correlation)), ncol = nrow(correlation)) %*%\n\
    chol(correlation)\n\
  left <- runif(length(arm))\n\
  visits <- ncol(means)\n\
  score <- seen <- matrix(NA, length(arm), visits)\n\
  for (v in seq_len(visits)) {\n\
    latent <- z[, v + 1]\n\
    score[, v] <- if (binary) as.numeric(latent < qnorm(means[arm, v]))\n\
                  else means[arm, v] + sd[arm, v] * latent\n\
    seen[, v] <- left >= lost[arm, v]\n\
  }\n\
  list(arm = arm, baseline = baseline[1] + baseline[2] * z[, 1], score = score, seen = seen)\n\
}\n\
\n\
# --- analyses: estimate, standard error and degrees of freedom of a contrast ----\n\
# A trial that leaves fewer than two patients in an arm of the model has none of them,\n\
# and is not significant.\n\
no_fit <- c(NA, NA, NA)\n\
# Cell means of the arms, and a slope on the baseline where there is one.\n\
linear <- function(y, arm, x, w) {\n\
  X <- outer(arm, seq_along(arms), '==') + 0\n\
  if (!is.null(x)) X <- cbind(X, x - mean(x))\n\
  fit <- lm.fit(X, y)\n\
  p <- ncol(X)\n\
  if (fit$rank < p) return(no_fit)\n\
  V <- chol2inv(fit$qr$qr[seq_len(p), seq_len(p), drop = FALSE])\n\
  k <- c(w, if (!is.null(x)) 0)\n\
  df <- length(y) - p\n\
  c(sum(k * fit$coefficients), sqrt(sum(fit$residuals^2) / df * drop(t(k) %*% V %*% k)), df)\n\
}\n\
two_arms <- function(y, arm, w) {\n\
  a <- y[arm == which(w > 0)]; b <- y[arm == which(w < 0)]\n\
  df <- length(a) + length(b) - 2\n\
  s2 <- ((length(a) - 1) * var(a) + (length(b) - 1) * var(b)) / df\n\
  c(mean(a) - mean(b), sqrt(s2 * (1 / length(a) + 1 / length(b))), df)\n\
}\n\
welch <- function(y, arm, w) {\n\
  a <- y[arm == which(w > 0)]; b <- y[arm == which(w < 0)]\n\
  va <- var(a) / length(a); vb <- var(b) / length(b)\n\
  c(mean(a) - mean(b), sqrt(va + vb),\n\
    (va + vb)^2 / (va^2 / (length(a) - 1) + vb^2 / (length(b) - 1)))\n\
}\n\
risks <- function(y, arm, w, pooled) {\n\
  a <- y[arm == which(w > 0)]; b <- y[arm == which(w < 0)]\n\
  p <- mean(c(a, b))\n\
  v <- if (pooled) p * (1 - p) * (1 / length(a) + 1 / length(b))\n\
       else mean(a) * (1 - mean(a)) / length(a) + mean(b) * (1 - mean(b)) / length(b)\n\
  c(mean(a) - mean(b), sqrt(v), Inf)\n\
}\n\
# Wilcoxon's rank sum with ties, without a continuity correction; of arms that are alike.\n\
ranks <- function(y, arm, w) {\n\
  a <- y[arm == which(w > 0)]; b <- y[arm == which(w < 0)]\n\
  na <- length(a); nb <- length(b); N <- na + nb\n\
  ties <- table(c(a, b))\n\
  U <- sum(rank(c(a, b))[seq_len(na)]) - na * (na + 1) / 2\n\
  v <- na * nb / 12 * ((N + 1) - sum(ties^3 - ties) / (N * (N - 1)))\n\
  c(U / (na * nb) - 0.5, sqrt(v) / (na * nb), Inf)\n\
}\n\
estimate <- function(trial, h) {\n\
  keep <- trial$seen[, h$visit]\n\
  y <- better * trial$score[keep, h$visit]\n\
  arm <- trial$arm[keep]\n\
  x <- trial$baseline[keep]\n\
  model <- h$weights != 0 | h$method %in% c('all-arms', 'change', 'ancova', 'ranks')\n\
  if (any(tabulate(arm, length(arms))[model] < 2)) return(no_fit)\n\
  switch(h$method,\n\
    'all-arms' = linear(y, arm, NULL, h$weights),\n\
    'two-arms' = two_arms(y, arm, h$weights),\n\
    'welch' = welch(y, arm, h$weights),\n\
    'change' = linear(y - better * x, arm, NULL, h$weights),\n\
    'ancova' = linear(y, arm, x, h$weights),\n\
    'pooled' = risks(y, arm, h$weights, TRUE),\n\
    'unpooled' = risks(y, arm, h$weights, FALSE),\n\
    'ranks' = ranks(y, arm, h$weights))\n\
}\n\
\n\
# --- p-values and decisions ---------------------------------------------------\n\
# Tests of one tail in a family of two sides count twice, so that all have one level.\n\
p_value <- function(e, h) {\n\
  if (!is.finite(e[2]) || e[2] == 0) return(1)\n\
  above <- function(bound) pt((e[1] - bound) / e[2], e[3], lower.tail = FALSE)\n\
  below <- function(bound) pt((e[1] - bound) / e[2], e[3])\n\
  min(1, switch(h$test,\n\
    different = 2 * pt(-abs(e[1] / e[2]), e[3]),\n\
    above = h$sides * above(h$lower),\n\
    between = h$sides * max(above(h$lower), below(h$upper))))\n\
}\n\
reject <- function(p) {\n\
  m <- length(p)\n\
  switch(multiplicity,\n\
    'none' = p <= alpha,\n\
    'sidak' = p <= 1 - (1 - alpha)^(1 / m),\n\
    'fixed-sequence' = cumprod(p <= alpha) == 1,\n\
    p.adjust(p, multiplicity) <= alpha)\n\
}\n\
\n\
# --- the simulation -----------------------------------------------------------\n\
arguments <- as.numeric(commandArgs(trailingOnly = TRUE))\n\
trials <- if (length(arguments) > 0) arguments[1] else 10000\n\
set.seed(if (length(arguments) > 1) arguments[2] else 1)\n\
rejected <- vapply(seq_len(trials), function(i) {\n\
  trial <- draw()\n\
  reject(vapply(hypotheses, function(h) p_value(estimate(trial, h), h), 0))\n\
}, logical(length(hypotheses)))\n\
rejected <- matrix(rejected, nrow = length(hypotheses))\n\
power <- c(rowMeans(rejected), mean(colSums(rejected) > 0),\n\
           mean(colSums(rejected) == nrow(rejected)))\n\
cat('id,power,mcse\\n')\n\
cat(sprintf('%s,%.6g,%.3g\\n', c(names(hypotheses), 'any', 'all'), power,\n\
            sqrt(power * (1 - power) / trials)), sep = '')\n\
";

#endif
