/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-outcomes.c - cases of whole scenarios with outcomes that are no normal scores.
 */
#include "verify-private.h"

#include <glib/gi18n.h>

/* Proportions. */
#define RATES(method, seed)                                                                        \
  SCENARIO (ARMS2 (54, 48), SHARES2 (0.6, 0.35), method, ONE, RUN (seed, 200000, 102))
#define FISHER   RATES ("'method':'fisher'", 41)
#define PEARSON  RATES ("'method':'risk-difference','variance':'pooled'", 42)
#define UNPOOLED RATES ("'method':'risk-difference','variance':'unpooled'", 43)
#define RESTRICTED                                                                                 \
  SCENARIO (ARMS2 (120, 110), SHARES2 (0.7, 0.68),                                                 \
            "'method':'risk-difference',"                                                          \
            "'variance':'restricted'",                                                             \
            "'alpha':0.025,'sides':1,'multiplicity':{'method':'none'},'hypotheses':[{'id':'H',"    \
            "'type':'non-inferiority','compare':['A','B'],'margin':0.15}]",                        \
            RUN (44, 200000, 230))
#define THREE_RATES                                                                                \
  SCENARIO (ARMS3 (40, 30, 35), SCORES "'type':'binary','proportions':{'A':0.6,'B':0.45,'C':0.3}", \
            "'method':'risk-difference'", PAIRS ("'method':'none'") ",'omnibus':'chi-squared'",    \
            RUN (45, 200000, 105))
/* GERAC back pain 2007: responders under verum, sham and conventional treatment. */
#define GERAC(method, seed)                                                                        \
  SCENARIO (ARMS3 (387, 387, 387),                                                                 \
            SCORES "'type':'binary','proportions':{'A':0.476,'B':0.442,'C':0.274}", method,        \
            PAIRS ("'method':'none'"), RUN (seed, 200000, 1161))
#define GERAC_Z      GERAC ("'method':'risk-difference','variance':'pooled'", 46)
#define GERAC_FISHER GERAC ("'method':'fisher'", 47)

/* Other scores. */
#define RANKS                                                                                      \
  SCENARIO (ARMS2 (54, 48), MEANS2 (5, 2, "6"), "'method':'mann-whitney'", ONE,                    \
            RUN (51, 50000, 102))
#define EXPONENTIAL                                                                                \
  SCENARIO (ARMS2 (25, 20),                                                                        \
            SCORES "'type':'skewed','shape':'gamma','skewness':2,'means':{'A':2.2,'B':1},"         \
                   "'sd':{'A':2.2,'B':1}",                                                         \
            "'method':'t-test','variance':'two-arms'", ONE, RUN (52, 200000, 45))
#define HEAVY                                                                                      \
  SCENARIO (ARMS2 (40, 40),                                                                        \
            SCORES "'type':'heavy-tailed','df':3,'means':{'A':1,'B':0},"                           \
                   "'sd':1.7320508075688772",                                                      \
            "'method':'t-test','variance':'welch'", ONE, RUN (53, 200000, 80))
#define BOUNDED                                                                                    \
  SCENARIO (ARMS2 (40, 40),                                                                        \
            SCORES "'type':'bounded','min':0,'max':24,'means':{'A':6,'B':3.5},'sd':5",             \
            "'method':'t-test'", ONE, RUN (54, 200000, 80))
#define ORDINAL(a, b, method, seed, replicates, total)                                             \
  SCENARIO (ARMS2 (a, b),                                                                          \
            SCORES "'type':'ordinal','categories':5,'probabilities':"                              \
                   "{'A':[0.1,0.2,0.3,0.25,0.15],'B':[0.2,0.25,0.3,0.15,0.1]}",                    \
            method, ONE, RUN (seed, replicates, total))
#define ORDINAL_RANKS ORDINAL (40, 30, "'method':'mann-whitney'", 55, 50000, 70)
/* Whitehead's example: control 0.1, 0.2, 0.5, 0.2 from the worst category up, log odds ratio 0.887.
 */
#define ODDS                                                                                       \
  SCENARIO (ARMS2 (94, 93),                                                                        \
            SCORES "'type':'ordinal','categories':4,'probabilities':[0.1,0.2,0.5,0.2],"            \
                   "'odds-ratio':{'A':2.4278353}",                                                 \
            "'method':'proportional-odds'", ONE, RUN (59, 20000, 187))
#define COUNTS                                                                                     \
  SCENARIO (ARMS2 (60, 60), SCORES "'type':'count','rates':{'A':3,'B':2},'dispersion':0.5",        \
            "'method':'negative-binomial'", ONE, RUN (56, 50000, 120))
/* Patients enter over 12 months, are watched for 12 more, and are lost at 0.01 a month. */
#define TIMES(a, b, slow, fast, seed, total)                                                       \
  "{'trefoil':1,'arms':[" ARMS2 (a, b) "],'outcomes':[{'id':'y','type':'time-to-event',"           \
                                       "'better':'later','medians':{'A':" #slow ",'B':" #fast      \
                                       "},'accrual':12,'follow-up':12}],"                          \
                                       "'dropout':{'proportion':0.11307956328284253},'analyses':[" \
                                       "{'id':'m','method':'log-rank'}],"                          \
                                       "'testing':{" ONE "},'run':{" RUN (seed, 50000, total) "}}"
#define LOG_RANK      TIMES (50, 48, 12, 8, 57, 98)
#define LOG_RANK_NULL TIMES (54, 48, 8, 8, 58, 102)

#define ENUM   "R 4.2.2, sum over all tables"
#define R_400K "R 4.2.2, 400,000 trials"

static const SimVerifyCase rows[] = {
  { "fisher-power", N_ ("0.60 against 0.35 in 54 and 48 patients: Fisher's test"), ENUM,
    EXACT (1e-7), .expected = 0.709708505828117, .scenario = FISHER },
  { "fisher-simulated", N_ ("0.60 against 0.35 in 54 and 48 patients: Fisher's test"), ENUM,
    SIMULATED, .expected = 0.709708505828117, .scenario = FISHER },
  { "pearson-power", N_ ("0.60 against 0.35 in 54 and 48 patients: pooled z (chi-squared)"), ENUM,
    EXACT (1e-7), .expected = 0.729285001054056, .scenario = PEARSON },
  { "pearson-simulated", N_ ("0.60 against 0.35 in 54 and 48 patients: pooled z (chi-squared)"),
    ENUM, SIMULATED, .expected = 0.729285001054056, .scenario = PEARSON },
  { "unpooled-power", N_ ("0.60 against 0.35 in 54 and 48 patients: unpooled z"), ENUM,
    EXACT (1e-7), .expected = 0.740498256211235, .scenario = UNPOOLED },
  { "unpooled-simulated", N_ ("0.60 against 0.35 in 54 and 48 patients: unpooled z"), ENUM,
    SIMULATED, .expected = 0.740498256211235, .scenario = UNPOOLED },
  { "farrington-manning",
    N_ ("non-inferiority by 0.15, 0.70 against 0.68 in 120 and 110 patients, Farrington and "
        "Manning"),
    ENUM, EXACT (1e-7), .expected = 0.79256906880336, .scenario = RESTRICTED },
  { "farrington-manning-simulated",
    N_ ("non-inferiority by 0.15, 0.70 against 0.68 in 120 and 110 patients, Farrington and "
        "Manning"),
    ENUM, SIMULATED, .expected = 0.79256906880336, .scenario = RESTRICTED },
  { "three-proportions-simulated",
    N_ ("chi-squared of three proportions, 0.60, 0.45, 0.30 in 40, 30, 35 patients"), ENUM,
    SIMULATED, .expected = 0.65600006055855, .scenario = THREE_RATES, OF (OMNIBUS) },
  { "gerac-pooled", N_ ("GERAC, 387 an arm: verum 47.6 against sham 44.2 %, pooled z"), ENUM,
    DIGITS (1e-3), .expected = 0.153, .scenario = GERAC_Z, .hypothesis = 2 },
  { "gerac-pooled-simulated", N_ ("GERAC, 387 an arm: verum 47.6 against sham 44.2 %, pooled z"),
    ENUM, SIMULATED, .expected = 0.153070153188, .scenario = GERAC_Z, .hypothesis = 2 },
  { "gerac-conventional",
    N_ ("GERAC, 387 an arm: verum 47.6 against conventional 27.4 %, pooled z"), ENUM, EXACT (1e-7),
    .expected = 0.999953005698, .scenario = GERAC_Z },
  { "gerac-fisher", N_ ("GERAC, 387 an arm: verum 47.6 against sham 44.2 %, Fisher's test"), ENUM,
    DIGITS (1e-3), .expected = 0.137, .scenario = GERAC_FISHER, .hypothesis = 2 },
  { "gerac-fisher-simulated",
    N_ ("GERAC, 387 an arm: verum 47.6 against sham 44.2 %, Fisher's test"), ENUM, SIMULATED,
    .expected = 0.136548869084, .scenario = GERAC_FISHER, .hypothesis = 2 },
  { "mann-whitney-simulated",
    N_ ("Mann-Whitney test, 54 and 48 patients, difference half an SD of 6"), R_400K, SIMULATED,
    .expected = 0.6820375, .error = 7.4e-4, .scenario = RANKS },
  { "mann-whitney-estimate",
    N_ ("Mann-Whitney test, difference half an SD: chance of the better score, less one half"),
    "Phi (0.5 / sqrt 2) - 0.5", SIMULATED, .expected = 0.13816319508412, .scenario = RANKS,
    OF (ESTIMATE) },
  { "skewed-simulated",
    N_ ("exponential scores, means 2.2 and 1, 25 and 20 patients, pooled t test"), R_400K,
    SIMULATED, .expected = 0.6529, .error = 7.6e-4, .scenario = EXPONENTIAL },
  { "heavy-tailed-simulated", N_ ("scores by t on 3 df shifted by 1, 40 an arm, Welch's test"),
    R_400K, SIMULATED, .expected = 0.770895, .error = 6.7e-4, .scenario = HEAVY },
  { "bounded-estimate",
    N_ ("scores from 0 to 24 with a floor, means 6 and 3.5, SD 5: mean estimate"),
    "the true difference", SIMULATED, .expected = 2.5, .scenario = BOUNDED, OF (ESTIMATE) },
  { "ordinal-estimate",
    N_ ("five ordered categories by ranks: chance of the better category, less one half"),
    "sum over pairs of categories", SIMULATED, .expected = 0.10375, .scenario = ORDINAL_RANKS,
    OF (ESTIMATE) },
  { "proportional-odds-simulated",
    N_ ("proportional odds in four categories, 187 patients, log odds ratio 0.887 (the source has "
        "a "
        "normal approximation: one point is allowed)"),
    "Whitehead 1993, Stat Med 12:2257-71", SIMULATED, .expected = 0.9, .tolerance = 0.01,
    .scenario = ODDS },
  { "counts-simulated",
    N_ ("counts of rates 3 and 2, dispersion 0.5, 60 an arm, negative binomial regression"),
    "R 4.2.2, 60,000 fits by maximum likelihood", SIMULATED, .expected = 0.6495, .error = 1.95e-3,
    .scenario = COUNTS },
  { "log-rank-simulated",
    N_ ("log-rank test, medians 12 and 8 months, 50 and 48 patients over 12 months, 12 more, "
        "losses"),
    R_400K, SIMULATED, .expected = 0.372025, .error = 7.6e-4, .scenario = LOG_RANK },
  { "log-rank-null-simulated",
    N_ ("log-rank test, medians 8 and 8 months, 54 and 48 patients over 12 months, 12 more, "
        "losses"),
    R_400K, SIMULATED, .expected = 0.0517875, .error = 3.5e-4, .scenario = LOG_RANK_NULL },
};

const SimVerifyCase *
sim_verify_outcomes (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
