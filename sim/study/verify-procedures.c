/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * verify-procedures.c - cases of whole scenarios under every rule for several hypotheses.
 */
#include "verify-private.h"

#include <glib/gi18n.h>

/* Rules: the trials of all_pairs_power and two_vs_control_power among the reference values. */
#define HOLM                                                                                       \
  SCENARIO (ARMS3 (12, 15, 9), MEANS3 (9, 5, 1, 5), "'method':'t-test'",                           \
            PAIRS ("'method':'holm'"), RUN (21, 200000, 36))
#define TWENTY(rule, seed)                                                                         \
  SCENARIO (ARMS3 (20, 20, 20), MEANS3 (7, 4, 2, 5), "'method':'t-test'", PAIRS (rule),            \
            RUN (seed, 200000, 60))
#define HOMMEL   TWENTY ("'method':'hommel'", 22)
#define TUKEY    TWENTY ("'method':'tukey'", 23)
#define LSD      TWENTY ("'method':'lsd'", 24)
#define SHAFFER  TWENTY ("'method':'shaffer'", 25)
#define SIDAK    TWENTY ("'method':'sidak'", 26)
#define SEQUENCE TWENTY ("'method':'fixed-sequence'", 27)
#define FALLBACK TWENTY ("'method':'fallback','weights':{'A-C':0.5,'B-C':0.3,'A-B':0.2}", 28)
#define GATE                                                                                       \
  TWENTY ("'method':'gatekeeping','families':[{'hypotheses':['A-C'],'type':'serial'},"             \
          "{'hypotheses':['B-C','A-B']}]",                                                         \
          29)
#define HOCHBERG                                                                                   \
  SCENARIO (ARMS3 (54, 50, 48), MEANS3 (2, 2, 2, 6), "'method':'t-test'",                          \
            CONTROL ("'method':'hochberg'"), RUN (30, 200000, 152))
#define DUNNETT                                                                                    \
  SCENARIO (ARMS3 (54, 50, 48), MEANS3 (5, 4, 2, 6), "'method':'t-test'",                          \
            "'alpha':0.025,'sides':1," CONTROL ("'method':'dunnett'"), RUN (31, 200000, 152))
#define STEP_DOWN                                                                                  \
  SCENARIO (ARMS3 (20, 30, 40), MEANS3 (5, 5, 2, 4), "'method':'t-test'",                          \
            "'alpha':0.05,'sides':1," CONTROL ("'method':'dunnett-step-down'"),                    \
            RUN (32, 200000, 90))

/* Two doses, a binary and a normal endpoint, correlated test statistics. */
#define GRAPH                                                                                      \
  "{'trefoil':1,'arms':[{'id':'c','size':200,'reference':true},{'id':'d1','size':200},"            \
  "{'id':'d2','size':200}],'outcomes':[{'id':'ev','type':'binary','better':'lower',"               \
  "'proportions':{'c':0.30,'d1':0.181,'d2':0.181},'visits':[{'id':'v','time':12}]},"               \
  "{'id':'sc','type':'continuous','better':'higher','means':{'c':5,'d1':7.5,'d2':8.25},"           \
  "'sd':10,'visits':[{'id':'v','time':12}]}],'outcome-correlation':-0.69,"                         \
  "'dropout':{'proportion':0},'analyses':[{'id':'a','outcome':'ev',"                               \
  "'method':'risk-difference','variance':'unpooled'},"                                             \
  "{'id':'b','outcome':'sc','method':'t-test','variance':'two-arms'}],"                            \
  "'testing':{'alpha':0.025,'sides':1,'hypotheses':["                                              \
  "{'id':'H1','compare':['d1','c'],'analysis':'a'},"                                               \
  "{'id':'H2','compare':['d2','c'],'analysis':'a'},"                                               \
  "{'id':'H3','compare':['d1','c'],'analysis':'b'},"                                               \
  "{'id':'H4','compare':['d2','c'],'analysis':'b'}],"                                              \
  "'multiplicity':{'method':'graph','weights':{'H1':0.5,'H2':0.5},"                                \
  "'transitions':{'H1':{'H2':0.5,'H3':0.5},'H2':{'H1':0.5,'H4':0.5},'H3':{'H2':1},"                \
  "'H4':{'H1':1}}}},'run':{" RUN (31, 50000, 600) "}}"

#define R_MILLION "R 4.2.2, 10^6 trials from sufficient statistics"
#define MCP       "graphicalMCP, vignette on power; 10^7 draws in C"

static const SimVerifyCase rows[] = {
  { "holm-power",
    N_ ("Holm, three pairs of arms of 12, 15 and 9, means 9, 5, 1, SD 5: first against third"),
    GAUSS, EXACT (1e-7), .expected = 0.86410613903786, .scenario = HOLM },
  { "holm-any", N_ ("Holm, three pairs of arms of 12, 15 and 9, means 9, 5, 1, SD 5: at least one"),
    GAUSS, EXACT (1e-7), .expected = 0.872950717411955, .scenario = HOLM, OF (ANY) },
  { "holm-all", N_ ("Holm, three pairs of arms of 12, 15 and 9, means 9, 5, 1, SD 5: all three"),
    GAUSS, EXACT (1e-7), .expected = 0.168411974143583, .scenario = HOLM, OF (ALL) },
  { "holm-power-simulated",
    N_ ("Holm, three pairs of arms of 12, 15 and 9, means 9, 5, 1, SD 5: second against third"),
    GAUSS, SIMULATED, .expected = 0.376100833362538, .scenario = HOLM, .hypothesis = 1 },
  { "holm-any-simulated",
    N_ ("Holm, three pairs of arms of 12, 15 and 9, means 9, 5, 1, SD 5: at least one"), GAUSS,
    SIMULATED, .expected = 0.872950717411955, .scenario = HOLM, OF (ANY) },
  { "hommel-power",
    N_ ("Hommel, three pairs of arms of 20, means 7, 4, 2, SD 5: first against third"), GAUSS,
    EXACT (1e-7), .expected = 0.767875172433892, .scenario = HOMMEL },
  { "hommel-any-simulated",
    N_ ("Hommel, three pairs of arms of 20, means 7, 4, 2, SD 5: at least one"), GAUSS, SIMULATED,
    .expected = 0.787124108910917, .scenario = HOMMEL, OF (ANY) },
  { "tukey-power",
    N_ ("Tukey, three pairs of arms of 20, means 7, 4, 2, SD 5: first against third"), GAUSS,
    EXACT (1e-7), .expected = 0.772706639973896, .scenario = TUKEY },
  { "tukey-any-simulated",
    N_ ("Tukey, three pairs of arms of 20, means 7, 4, 2, SD 5: at least one"), GAUSS, SIMULATED,
    .expected = 0.79809589546791, .scenario = TUKEY, OF (ANY) },
  { "lsd-any-simulated",
    N_ ("Fisher's LSD, three pairs of arms of 20, means 7, 4, 2, SD 5: at least one"), R_MILLION,
    SIMULATED, .expected = 0.798843, .error = 4.1e-4, .scenario = LSD, OF (ANY) },
  { "shaffer-simulated",
    N_ ("Shaffer, three pairs of arms of 20, means 7, 4, 2, SD 5: first against second"), R_MILLION,
    SIMULATED, .expected = 0.435182, .error = 5.0e-4, .scenario = SHAFFER, .hypothesis = 2 },
  { "sidak-simulated",
    N_ ("Sidak, three pairs of arms of 20, means 7, 4, 2, SD 5: first against second"), R_MILLION,
    SIMULATED, .expected = 0.295839, .error = 4.6e-4, .scenario = SIDAK, .hypothesis = 2 },
  { "fixed-sequence-simulated",
    N_ ("fixed sequence, three pairs of arms of 20, means 7, 4, 2, SD 5: second against third, "
        "tested second"),
    R_MILLION, SIMULATED, .expected = 0.232731, .error = 4.3e-4, .scenario = SEQUENCE,
    .hypothesis = 1 },
  { "fallback-simulated",
    N_ ("fallback with weights 0.5, 0.3, 0.2, three pairs of arms of 20, means 7, 4, 2, SD 5: "
        "first against second, tested last"),
    R_MILLION, SIMULATED, .expected = 0.262321, .error = 4.5e-4, .scenario = FALLBACK,
    .hypothesis = 2 },
  { "gatekeeping-simulated",
    N_ ("a serial gate, then Holm, three pairs of arms of 20, means 7, 4, 2, SD 5: first against "
        "second, behind the gate"),
    R_MILLION, SIMULATED, .expected = 0.351964, .error = 4.8e-4, .scenario = GATE,
    .hypothesis = 2 },
  { "hochberg-any",
    N_ ("Hochberg, two arms of 54 and 50 against 48, nothing differs: at least one"), GAUSS,
    EXACT (1e-7), .expected = 0.0477489727450918, .scenario = HOCHBERG, OF (ANY) },
  { "hochberg-any-simulated",
    N_ ("Hochberg, two arms of 54 and 50 against 48, nothing differs: at least one"), GAUSS,
    SIMULATED, .expected = 0.0477489727450918, .scenario = HOCHBERG, OF (ANY) },
  { "dunnett-any",
    N_ ("Dunnett one-sided 0.025, arms of 54 and 50 against 48, differences 3 and 2, SD 6: at "
        "least one"),
    GAUSS, EXACT (1e-7), .expected = 0.657015940484475, .scenario = DUNNETT, OF (ANY) },
  { "dunnett-any-simulated",
    N_ ("Dunnett one-sided 0.025, arms of 54 and 50 against 48, differences 3 and 2, SD 6: at "
        "least one"),
    GAUSS, SIMULATED, .expected = 0.657015940484475, .scenario = DUNNETT, OF (ANY) },
  { "dunnett-all-simulated",
    N_ ("Dunnett one-sided 0.025, arms of 54 and 50 against 48, differences 3 and 2, SD 6: both"),
    GAUSS, SIMULATED, .expected = 0.240841545778131, .scenario = DUNNETT, OF (ALL) },
  { "dunnett-step-down-all",
    N_ ("Dunnett's step-down rule one-sided 0.05, arms of 20 and 30 against 40, differences 3, SD "
        "4: both"),
    GAUSS, EXACT (1e-7), .expected = 0.803775628423415, .scenario = STEP_DOWN, OF (ALL) },
  { "dunnett-step-down-simulated",
    N_ ("Dunnett's step-down rule one-sided 0.05, arms of 20 and 30 against 40, differences 3, SD "
        "4: first"),
    GAUSS, SIMULATED, .expected = 0.843014678205966, .scenario = STEP_DOWN },
  { "graph-h1",
    N_ ("graph of two doses, a binary and a normal endpoint, 200 an arm (the source has normal "
        "statistics: half a point is allowed): first hypothesis"),
    MCP, SIMULATED, .expected = 0.764, .tolerance = 0.005, .scenario = GRAPH },
  { "graph-h2",
    N_ ("graph of two doses, a binary and a normal endpoint, 200 an arm (the source has normal "
        "statistics: half a point is allowed): second"),
    MCP, SIMULATED, .expected = 0.759, .tolerance = 0.005, .scenario = GRAPH, .hypothesis = 1 },
  { "graph-h3",
    N_ ("graph of two doses, a binary and a normal endpoint, 200 an arm (the source has normal "
        "statistics: half a point is allowed): third"),
    MCP, SIMULATED, .expected = 0.568, .tolerance = 0.005, .scenario = GRAPH, .hypothesis = 2 },
  { "graph-h4",
    N_ ("graph of two doses, a binary and a normal endpoint, 200 an arm (the source has normal "
        "statistics: half a point is allowed): fourth"),
    MCP, SIMULATED, .expected = 0.690, .tolerance = 0.005, .scenario = GRAPH, .hypothesis = 3 },
  { "graph-any",
    N_ ("graph of two doses, a binary and a normal endpoint, 200 an arm (the source has normal "
        "statistics: half a point is allowed): at least one"),
    MCP, SIMULATED, .expected = 0.855, .tolerance = 0.005, .scenario = GRAPH, OF (ANY) },
  { "graph-all",
    N_ ("graph of two doses, a binary and a normal endpoint, 200 an arm (the source has normal "
        "statistics: half a point is allowed): all four"),
    MCP, SIMULATED, .expected = 0.512, .tolerance = 0.005, .scenario = GRAPH, OF (ALL) },
};

const SimVerifyCase *
sim_verify_procedures (guint *n)
{
  *n = G_N_ELEMENTS (rows);
  return rows;
}
