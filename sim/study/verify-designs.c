/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-designs.c - cases of whole scenarios with normal scores, from the keys of a file to a
 * figure.
 */
#include "verify-private.h"

#include <glib/gi18n.h>

/* Three arms as in Luo 2019: effects of 3.2, 2.1 and 1.1 points, SD 5, baseline correlation 0.5. */
#define LUO(method)                                                                                \
  SCENARIO (ARMS3 (54, 50, 48),                                                                    \
            "'better':'lower','visits':[{'id':'v','time':8}],'type':'continuous',"                 \
            "'baseline':{'mean':11,'sd':5},'means':{'A':5.7,'B':6.8,'C':8.9},'sd':5,"              \
            "'correlation':{'type':'baseline-visits','baseline':0.5}",                             \
            method, PAIRS ("'method':'none'"), RUN (20190704, 200000, 152))
#define LUO_T      LUO ("'method':'t-test'")
#define LUO_ANCOVA LUO ("'method':'ancova','adjust-for':['baseline']")
#define CHANGE                                                                                     \
  SCENARIO (ARMS3 (54, 50, 48),                                                                    \
            MEANS3 (5, 4, 2, 6) ",'baseline':{'mean':2,'sd':6},'correlation':{'type':"             \
                                "'baseline-visits','baseline':0.7}",                               \
            "'method':'change-score'", PAIRS ("'method':'none'"), RUN (11, 200000, 152))
#define WELCH                                                                                      \
  SCENARIO (ARMS2 (8, 12), MEANS2 (7, 0, "{'A':3,'B':6}"), "'method':'t-test','variance':'welch'", \
            ONE, RUN (12, 200000, 20))
#define OMNIBUS                                                                                    \
  SCENARIO (ARMS3 (53, 53, 53), MEANS3 (0.30618621784789724, 0, -0.30618621784789724, 1),          \
            "'method':'t-test'", PAIRS ("'method':'none'") ",'omnibus':'anova'",                   \
            RUN (13, 200000, 159))
#define RETENTION                                                                                  \
  SCENARIO (ARMS3 (331, 330, 330), MEANS3 (1, 1, 0, 1), "'method':'t-test'",                       \
            "'alpha':0.025,'sides':1,'multiplicity':{'method':'none'},'hypotheses':[{'id':'H',"    \
            "'type':'retention','compare':['A','B'],'placebo':'C','fraction':0.8}]",               \
            RUN (14, 200000, 991))
#define EQUIVALENCE                                                                                \
  SCENARIO (ARMS2 (54, 50), MEANS2 (1, 0, "6"), "'method':'t-test'",                               \
            "'alpha':0.1,'sides':2,'multiplicity':{'method':'none'},'hypotheses':[{'id':'H',"      \
            "'type':'equivalence','compare':['A','B'],'margin':3}]",                               \
            RUN (15, 200000, 104))
#define NON_INFERIORITY                                                                            \
  SCENARIO (ARMS2 (100, 50), MEANS2 (0.5, 0, "6"), "'method':'t-test'",                            \
            "'alpha':0.025,'sides':1,'multiplicity':{'method':'none'},'hypotheses':[{'id':'H',"    \
            "'type':'non-inferiority','compare':['A','B'],'margin':2}]",                           \
            RUN (16, 200000, 150))
#define SMALL                                                                                      \
  SCENARIO (ARMS3 (20, 20, 20), MEANS3 (0.2, 0, 0, 1), "'method':'t-test'",                        \
            PAIRS ("'method':'none'"), RUN (17, 200000, 60))
#define LOST                                                                                       \
  "{'trefoil':1,'arms':[" ARMS2 (40, 36) "],'outcomes':[{'id':'y'," MEANS2 (                       \
      3, 0, "5") "}],"                                                                             \
                 "'dropout':{'mechanism':'mcar','proportion':0.2},'analyses':[{'id':'m','method':" \
                 "'t-test'}],"                                                                     \
                 "'testing':{" ONE "},'run':{" RUN (18, 200000, 76) "}}"
#define MIXED                                                                                      \
  SCENARIO (ARMS3 (54, 50, 48),                                                                    \
            "'better':'higher','visits':[{'id':'v1','time':4},{'id':'v2','time':12}],"             \
            "'type':'continuous','baseline':{'mean':2,'sd':6},'means':{'A':[3,5],'B':[3,4],"       \
            "'C':[2,2]},'sd':6,'correlation':{'baseline':0.5,'visits':0.6}",                       \
            "'method':'mmrm'", PAIRS ("'method':'none'"), RUN (19, 20000, 152))

static const SimVerifyCase rows[] = {
  { "luo-t-32",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 3.2: power"),
    R_PT, DIGITS (1e-3), .expected = 0.894, .scenario = LUO_T },
  { "luo-t-21",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 2.1: power"),
    R_PT, DIGITS (1e-3), .expected = 0.542, .scenario = LUO_T, .hypothesis = 1 },
  { "luo-t-11",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 1.1: power"),
    R_PT, DIGITS (1e-3), .expected = 0.200, .scenario = LUO_T, .hypothesis = 2 },
  { "luo-t-32-simulated",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 3.2: power"),
    R_PT, SIMULATED, .expected = 0.893511028039, .scenario = LUO_T },
  { "luo-t-21-simulated",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 2.1: power"),
    R_PT, SIMULATED, .expected = 0.541876081042, .scenario = LUO_T, .hypothesis = 1 },
  { "luo-t-11-simulated",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 1.1: power"),
    R_PT, SIMULATED, .expected = 0.199770439653, .scenario = LUO_T, .hypothesis = 2 },
  { "luo-t-coverage",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 3.2: coverage"),
    "definition of a 95 % interval", SIMULATED, .expected = 0.95, .scenario = LUO_T,
    OF (COVERAGE) },
  { "luo-t-estimate",
    N_ ("three arms of 54, 50 and 48, SD 5, t test on the common variance, effect 3.2: mean "
        "estimate"),
    "the true effect", SIMULATED, .expected = 3.2, .scenario = LUO_T, OF (ESTIMATE) },
  { "luo-ancova-32",
    N_ ("three arms of 54, 50 and 48, SD 5, analysis of covariance, correlation 0.5, effect 3.2: "
        "power"),
    GAUSS, DIGITS (1e-3), .expected = 0.958, .scenario = LUO_ANCOVA },
  { "luo-ancova-21",
    N_ ("three arms of 54, 50 and 48, SD 5, analysis of covariance, correlation 0.5, effect 2.1: "
        "power"),
    GAUSS, DIGITS (1e-3), .expected = 0.661, .scenario = LUO_ANCOVA, .hypothesis = 1 },
  { "luo-ancova-11",
    N_ ("three arms of 54, 50 and 48, SD 5, analysis of covariance, correlation 0.5, effect 1.1: "
        "power"),
    GAUSS, DIGITS (1e-3), .expected = 0.249, .scenario = LUO_ANCOVA, .hypothesis = 2 },
  { "luo-ancova-32-simulated",
    N_ ("three arms of 54, 50 and 48, SD 5, analysis of covariance, correlation 0.5, effect 3.2: "
        "power"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 0.958045000023,
    .scenario = LUO_ANCOVA },
  { "luo-ancova-21-simulated",
    N_ ("three arms of 54, 50 and 48, SD 5, analysis of covariance, correlation 0.5, effect 2.1: "
        "power"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 0.6614578646564,
    .scenario = LUO_ANCOVA, .hypothesis = 1 },
  { "luo-ancova-11-simulated",
    N_ ("three arms of 54, 50 and 48, SD 5, analysis of covariance, correlation 0.5, effect 1.1: "
        "power"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 0.2493899184363,
    .scenario = LUO_ANCOVA, .hypothesis = 2 },
  { "change-score",
    N_ ("three arms of 54, 50 and 48, difference 3, SD 6, change from a baseline that correlates "
        "0.7"),
    GAUSS, EXACT (1e-6), .expected = 0.898482027180465, .scenario = CHANGE },
  { "change-score-simulated",
    N_ ("three arms of 54, 50 and 48, difference 3, SD 6, change from a baseline that correlates "
        "0.7"),
    GAUSS, SIMULATED, .expected = 0.898482027180465, .scenario = CHANGE },
  { "welch-simulated", N_ ("Welch's t test, 8 and 12 patients, difference 7, SDs 3 and 6"), GAUSS,
    SIMULATED, .expected = 0.898804439401565, .scenario = WELCH },
  { "omnibus", N_ ("omnibus F of three arms of 53, f = 0.25"),
    "R 4.2.2, stats::pf noncentral (0.8049)", EXACT (1e-6), .expected = 0.80488728536347,
    .scenario = OMNIBUS, OF (OMNIBUS) },
  { "omnibus-simulated", N_ ("omnibus F of three arms of 53, f = 0.25"),
    "R 4.2.2, stats::pf noncentral (0.8049)", SIMULATED, .expected = 0.80488728536347,
    .scenario = OMNIBUS, OF (OMNIBUS) },
  { "retention-scenario",
    /* xgettext:no-c-format */
    N_ ("gold standard: 80 % of an effect of 1 SD retained, arms of 331, 330, 330"), PIGEOT,
    DIGITS (1e-5), .expected = 0.80036, .scenario = RETENTION },
  { "retention-simulated",
    N_ ("gold standard: 80 % of an effect of 1 SD retained, arms of 331, 330, 330"), PIGEOT,
    SIMULATED, .expected = 0.80036, .tolerance = 5e-6, .scenario = RETENTION },
  { "equivalence-simulated",
    N_ ("equivalence within 3, 54 and 50 patients, true difference 1, SD 6"),
    "PowerTOST 1.5.6, power.TOST exact", SIMULATED, .expected = 0.474987379405432,
    .scenario = EQUIVALENCE },
  { "non-inferiority-simulated",
    N_ ("non-inferiority by 2, 100 and 50 patients, true difference 0.5, SD 6"), R_PT, SIMULATED,
    .expected = 0.666412399186376, .scenario = NON_INFERIORITY },
  { "small-type-s",
    N_ ("three arms of 20, difference 0.2 SD, t test on the common variance: wrong sign among the "
        "significant"),
    "R 4.2.2, integrate() over stats::pt", EXACT (1e-6), .expected = 0.051526774644728,
    .scenario = SMALL, OF (TYPE_S) },
  { "small-type-m",
    N_ ("three arms of 20, difference 0.2 SD, t test on the common variance: exaggeration of the "
        "significant"),
    "R 4.2.2, integrate() over stats::pt", EXACT (1e-5), .expected = 3.7862636293857,
    .scenario = SMALL, OF (TYPE_M) },
  { "small-power-simulated",
    N_ ("three arms of 20, difference 0.2 SD, t test on the common variance: power"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 0.095345025784079,
    .scenario = SMALL },
  { "small-benefit-simulated",
    N_ ("three arms of 20, difference 0.2 SD, t test on the common variance: power to benefit"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 0.090432204127007,
    .scenario = SMALL, OF (BENEFIT) },
  { "small-type-s-simulated",
    N_ ("three arms of 20, difference 0.2 SD, t test on the common variance: wrong sign among the "
        "significant"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 0.051526774644728,
    .scenario = SMALL, OF (TYPE_S) },
  { "small-type-m-simulated",
    N_ ("three arms of 20, difference 0.2 SD, t test on the common variance: exaggeration of the "
        "significant"),
    "R 4.2.2, integrate() over stats::pt", SIMULATED, .expected = 3.7862636293857,
    .scenario = SMALL, OF (TYPE_M) },
  { "lost", N_ ("40 and 36 patients of whom a fifth is lost at random, difference 3, SD 5, t test"),
    "R 4.2.2, stats::pt over both binomials", EXACT (1e-6), .expected = 0.63008346595592,
    .scenario = LOST },
  { "lost-simulated",
    N_ ("40 and 36 patients of whom a fifth is lost at random, difference 3, SD 5, t test"),
    "R 4.2.2, stats::pt over both binomials", SIMULATED, .expected = 0.63008346595592,
    .scenario = LOST },
  { "mixed-model-simulated",
    N_ ("mixed model for repeated measures, three arms of 54, 50 and 48, nobody lost, difference "
        "3, SD 6, baseline correlation 0.5"),
    "analysis of covariance, which it is without losses; " GAUSS, SIMULATED,
    .expected = 0.821672772185171, .scenario = MIXED },
};

const SimVerifyCase *
sim_verify_designs (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
