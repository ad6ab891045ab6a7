# SPDX-License-Identifier: GPL-3.0-or-later
# needs: missing adjust
# --- multiple imputation ------------------------------------------------------
# Rubin's rules, with the degrees of freedom of Barnard and Rubin.
pooled <- function(results) {
  m <- length(results)
  estimates <- vapply(results, function(r) r$estimate, 0)
  within <- mean(vapply(results, function(r) r$se^2, 0))
  between <- (1 + 1 / m) * var(estimates)
  complete <- mean(vapply(results, function(r) r$df, 0))
  lambda <- between / (within + between)
  old <- (m - 1) / lambda^2
  observed <- (complete + 1) / (complete + 3) * complete * (1 - lambda)
  result(mean(estimates), sqrt(within + between),
         if (is.finite(complete)) 1 / (1 / old + 1 / observed) else old)
}
# What is imputed: a whole visit's scores, of those who were not seen at it. "draw" gives them.
impute <- function(d, analysis, as = "at random") {
  o <- design$outcomes[[analysis$outcome]]
  source <- design$outcomes[[source_of(o, analysis$outcome)]]
  at <- visit_of(source_of(o, analysis$outcome), analysis$visit)
  missing <- is.na(d$y)
  if (!any(missing)) return(as_outcome(d, analysis))
  shift <- -direction(source) * by_arm(analysis$delta)
  terms <- cbind(d$x, covariates(d, list("adjust-for" = setdiff(analysis[["adjust-for"]],
                                                                 "baseline"))))
  if (is.null(terms)) terms <- matrix(0, length(d$arm), 0)
  chain <- if (source$type == "binary") binary_chain(d, terms, at)
           else score_chain(d, terms, at, as)
  if (is.null(chain)) return(NULL)
  lapply(seq_len(or(analysis$imputations, 10)), function(k) {
    d$y[missing] <- chain(shift)[missing]
    if (!is.null(o[["responder"]]) && source$type == "bounded")  # to the nearest score there is
      d$y <- source[["min"]] + source$step *
        pmin(pmax(floor((d$y - source[["min"]]) / source$step + 0.5), 0),
             round((source[["max"]] - source[["min"]]) / source$step))
    as_outcome(d, analysis)
  })
}
# Regressions of each visit on arm, what patients have from the beginning and the visits before, of
# those who were seen at all of these. The parameters are drawn from their posterior under a flat
# prior; they make a normal distribution of the visits, from which every missing score is drawn
# given all that was seen before (and, where there are gaps, between).
score_chain <- function(d, terms, at, as) {
  y <- d$scores[, seq_len(at), drop = FALSE]
  A <- arm_terms(d); k <- ncol(A); q <- ncol(terms)
  centre <- colMeans(terms)
  X <- cbind(A, sweep(terms, 2, centre))
  fits <- list()
  for (v in seq_len(at)) {
    use <- rowSums(is.na(y[, seq_len(v), drop = FALSE])) == 0
    if (any(colSums(A[use, , drop = FALSE]) < 2)) return(NULL)
    Z <- cbind(X, y[, seq_len(v - 1), drop = FALSE])[use, , drop = FALSE]
    fit <- lm.fit(Z, y[use, v])
    if (fit$df.residual < 1) return(NULL)
    known <- !is.na(fit$coefficients)
    fits[[v]] <- list(b = ifelse(known, fit$coefficients, 0), known = known,
                      rss = sum(fit$residuals^2), df = fit$df.residual,
                      root = chol(solve(crossprod(Z[, known, drop = FALSE]))))
  }
  seen <- !is.na(y)
  last <- apply(seen, 1, function(s) max(0, which(s)))
  later <- rowSums(!is.na(d$scores)) > rowSums(seen)  # came back after the visit
  missing <- which(!seen[, at])
  patterns <- split(missing, apply(seen[missing, , drop = FALSE], 1, paste, collapse = ""))
  function(shift) {
    mean <- matrix(0, k, at); by <- matrix(0, q, at); S <- matrix(0, at, at)
    for (v in seq_len(at)) {
      f <- fits[[v]]
      s2 <- f$rss / rchisq(1, f$df)
      b <- f$b
      b[f$known] <- b[f$known] + sqrt(s2) * drop(rnorm(sum(f$known)) %*% f$root)
      before <- seq_len(v - 1); slope <- b[k + q + before]
      mean[, v] <- b[seq_len(k)] + mean[, before, drop = FALSE] %*% slope
      by[, v] <- b[k + seq_len(q)] + by[, before, drop = FALSE] %*% slope
      S[v, before] <- S[before, v] <- S[before, before, drop = FALSE] %*% slope
      S[v, v] <- s2 + sum(slope * S[v, before])
    }
    fixed <- X[, k + seq_len(q), drop = FALSE] %*% by
    expected <- mean[d$arm, , drop = FALSE] + fixed
    drawn <- rep(NA_real_, length(d$arm))
    for (i in patterns) {
      o <- which(seen[i[1], ])
      target <- expected[i, at]
      if (as != "at random") {  # who has left has means of the reference arm from then on
        gone <- !later[i]
        from <- last[i[1]]
        jump <- mean[reference, at]
        own <- if (as == "copy" && from > 0) mean[d$arm[i], from] - mean[reference, from] else 0
        target <- ifelse(gone, jump + own + fixed[i, at], target)
      }
      slope <- if (length(o)) solve(S[o, o, drop = FALSE], S[o, at])
      off <- y[i, o, drop = FALSE] - expected[i, o, drop = FALSE]
      drawn[i] <- target + (if (length(o)) drop(off %*% slope) else 0) +
        rnorm(length(i), sd = sqrt(S[at, at] - (if (length(o)) sum(slope * S[o, at]) else 0)))
    }
    drawn + shift[d$arm]
  }
}
# The same for two categories by logistic regressions; coefficients are drawn from the normal
# approximation. A few patients of small weight, with both categories each, keep estimates finite
# where all of an arm are alike (White, Daniel and Royston 2010): one in each arm, and one of no arm
# half an SD above and below the mean of each other term.
binary_chain <- function(d, terms, at) {
  y <- d$scores[, seq_len(at), drop = FALSE]
  A <- arm_terms(d); k <- ncol(A)
  fits <- list()
  for (v in seq_len(at)) {
    use <- rowSums(is.na(y[, seq_len(v), drop = FALSE])) == 0
    n <- colSums(A[use, , drop = FALSE])
    if (any(n < 2)) return(NULL)
    others <- cbind(terms, y[, seq_len(v - 1), drop = FALSE])
    centre <- colMeans(others[use, , drop = FALSE]); sd <- apply(others[use, , drop = FALSE], 2, sd)
    varies <- sd > 0
    X <- cbind(A, sweep(others, 2, centre)[, varies, drop = FALSE])
    half <- diag(sd[varies] / 2, sum(varies))
    shares <- matrix(rep(n / sum(n), each = 2 * sum(varies)), ncol = k)
    extra <- rbind(cbind(diag(k), matrix(0, k, sum(varies))), cbind(shares, rbind(half, -half)))
    extra <- rbind(extra, extra)
    m <- nrow(extra)
    fit <- suppressWarnings(glm.fit(rbind(X[use, , drop = FALSE], extra),
      c(y[use, v], rep(0:1, each = m / 2)), weights = c(rep(1, sum(use)), rep(ncol(X) / m, m)),
      family = binomial(), control = glm.control(epsilon = 1e-10)))
    b <- rep(0, k + ncol(others))
    known <- c(rep(TRUE, k), varies)
    b[known] <- fit$coefficients
    fits[[v]] <- list(b = b, known = known, centre = centre, root = chol(chol2inv(chol(
      crossprod(rbind(X[use, , drop = FALSE], extra) * sqrt(fit$weights))))))
  }
  missing <- which(is.na(y[, at]))
  function(shift) {
    drawn <- lapply(fits, function(f) {
      f$b[f$known] <- f$b[f$known] + drop(rnorm(sum(f$known)) %*% f$root)
      f
    })
    chance <- function(i, v, scores, shift)
      plogis(drawn[[v]]$b[d$arm[i]] + shift +
             sum(drawn[[v]]$b[-seq_len(k)] * (c(terms[i, ], scores[seq_len(v - 1)]) -
                                               drawn[[v]]$centre)))
    done <- y[, at]
    for (i in missing) {
      scores <- y[i, ]
      last <- max(0, which(!is.na(scores)))
      gaps <- which(is.na(scores[seq_len(last)]))
      if (length(gaps)) {  # all gaps together, given what was seen before and after
        ways <- as.matrix(expand.grid(rep(list(0:1), length(gaps))))
        likely <- apply(ways, 1, function(way) {
          scores[gaps] <- way
          prod(vapply(seq_len(last), function(v) {
            p <- chance(i, v, scores, 0)
            if (scores[v] == 1) p else 1 - p
          }, 0))
        })
        scores[gaps] <- ways[sample.int(nrow(ways), 1, prob = likely), ]
      }
      for (v in last + seq_len(at - last))
        scores[v] <- runif(1) < chance(i, v, scores, if (v == at) shift[d$arm[i]] else 0)
      done[i] <- scores[at]
    }
    done
  }
}
