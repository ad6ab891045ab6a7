#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What vectorised NumPy and base R make of the same two jobs, beside trefoil-sim on one thread.

Usage: peers.py TREFOIL_SIM DATA_DIR

Three arms of 54, 50 and 48, the three pairwise contrasts with the variance pooled over all arms:
follow-up alone, and adjusted for a baseline. Each peer in its best plain form: whole blocks of
trials as arrays. A peer that is not installed is left out and said to be.
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = 5
ARMS, MEANS, SD, RHO = (54, 50, 48), (3.2, 2.1, 0.0), 5.0, 0.5

R_SOURCE = """
n <- c(54, 50, 48); mean <- c(3.2, 2.1, 0); sd <- 5; rho <- 0.5; m <- 4000
job <- function(ancova) {
  my <- mx <- list(); sxx <- sxy <- syy <- 0
  for (a in 1:3) {
    z <- matrix(rnorm(m * n[a]), m)
    if (ancova) {
      x <- matrix(rnorm(m * n[a]), m)
      y <- mean[a] + sd * (rho * x + sqrt(1 - rho^2) * z)
      mx[[a]] <- rowMeans(x); dx <- x - mx[[a]]
    } else y <- mean[a] + sd * z
    my[[a]] <- rowMeans(y); dy <- y - my[[a]]
    syy <- syy + rowSums(dy^2)
    if (ancova) { sxx <- sxx + rowSums(dx^2); sxy <- sxy + rowSums(dx * dy) }
  }
  slope <- if (ancova) sxy / sxx else 0
  df <- sum(n) - 3 - ancova
  s2 <- (syy - slope * sxy) / df
  c2 <- qt(.975, df)^2; rejected <- 0
  for (p in list(c(1, 2), c(1, 3), c(2, 3))) {
    gap <- if (ancova) mx[[p[1]]] - mx[[p[2]]] else 0
    d <- my[[p[1]]] - my[[p[2]]] - slope * gap
    v <- s2 * (1 / n[p[1]] + 1 / n[p[2]] + if (ancova) gap^2 / sxx else 0)
    rejected <- rejected + sum(d^2 > c2 * v)
  }
  rejected
}
set.seed(1); invisible(job(FALSE))
for (ancova in c(FALSE, TRUE)) {
  t <- system.time(for (i in 1:5) job(ancova))[["elapsed"]]
  cat(5 * m / t, "\\n")
}
"""


def numpy_rate(ancova):
    import numpy
    generator = numpy.random.Generator(numpy.random.PCG64DXSM(1))
    trials, blocks = 1000, 8

    def block():
        sxx = sxy = syy = 0.0
        mean_x, mean_y = [], []
        for n, mean in zip(ARMS, MEANS):
            y = generator.standard_normal((trials, n))
            if ancova:
                x = generator.standard_normal((trials, n))
                y = RHO * x + (1 - RHO * RHO) ** 0.5 * y
                mean_x.append(x.mean(1))
                dx = x - mean_x[-1][:, None]
            y = mean + SD * y
            mean_y.append(y.mean(1))
            dy = y - mean_y[-1][:, None]
            syy = syy + numpy.einsum("ij,ij->i", dy, dy)
            if ancova:
                sxx = sxx + numpy.einsum("ij,ij->i", dx, dx)
                sxy = sxy + numpy.einsum("ij,ij->i", dx, dy)
        slope = sxy / sxx if ancova else 0.0
        s2 = (syy - slope * sxy) / (sum(ARMS) - 3 - ancova)
        rejected = 0
        for a, b in ((0, 1), (0, 2), (1, 2)):
            gap = mean_x[a] - mean_x[b] if ancova else 0.0
            d = mean_y[a] - mean_y[b] - slope * gap
            v = s2 * (1 / ARMS[a] + 1 / ARMS[b] + (gap * gap / sxx if ancova else 0.0))
            rejected += (d * d > 1.976 ** 2 * v).sum()
        return rejected

    block()
    start = time.perf_counter()
    for _ in range(blocks):
        block()
    return trials * blocks / (time.perf_counter() - start)


def r_rates():
    done = subprocess.run(["R", "--vanilla", "--slave", "-e", R_SOURCE], capture_output=True,
                          text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def own_rate(program, data, ancova):
    edits = ["/basis=null", "/testing/multiplicity/method=none", "/dropout/proportion=0"]
    if not ancova:
        edits += ["/analyses/0/method=t-test", "/analyses/0/adjust-for=null",
                  "/outcomes/0/baseline=null"]
    command = [program, "run", os.path.join(data, "scenarios", "luo-2019.trefoil"), "--quiet",
               "--threads", "1", "--replicates", "400000", "--sizes", "152", "--format", "json"]
    for text in edits:
        command += ["--set", text]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["timing"]["trials-per-second"]


def main():
    program, data = sys.argv[1:]
    for ancova, name in ((False, "t test"), (True, "ANCOVA")):
        ours, numpys, rs = [], [], []
        for _ in range(ROUNDS):
            ours.append(own_rate(program, data, ancova))
            try:
                numpys.append(numpy_rate(ancova))
            except ImportError:
                pass
            if shutil.which("R"):
                rs.append(r_rates()[ancova])
        print(f"{name}, trefoil-sim, one thread: {statistics.median(ours):.0f} trials/s")
        for peer, rates in (("NumPy, vectorised", numpys), ("base R, vectorised", rs)):
            if not rates:
                print(f"{name}, {peer}: not installed")
                continue
            ratio = statistics.median(a / b for a, b in zip(ours, rates))
            print(f"{name}, {peer}: {statistics.median(rates):.0f} trials/s; "
                  f"trefoil-sim is {ratio:.1f} times as fast")


main()
