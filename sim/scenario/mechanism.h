/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * mechanism.h - what a mechanism asks of the scenario it is used in, beside its fields.
 *
 * A mechanism's own file defines these constants; the checker finds them through the .def lists.
 */
#ifndef SIM_SCENARIO_MECHANISM_H
#define SIM_SCENARIO_MECHANISM_H

#include "descriptor.h"
#include "people.h"
#include "scenario.h"
#include "score-map.h"

G_BEGIN_DECLS

/** Those of an arm who are treated alike. */
typedef struct {
  double share;
  const SimScoreMap *scores;
} SimTreated;

#define SIM_MAX_CELLS 1296 /* SIM_MAX_STRATA strata of SIM_MAX_LEVELS levels */

/** What is true of an outcome at a visit, of all randomised under the scenario's estimand. */
typedef struct {
  guint n_arms;
  double direction;          /* +1: more is better (later, for times), -1 */
  double size[SIM_MAX_ARMS]; /* planned numbers of patients */
  double mean[SIM_MAX_ARMS];
  guint n_treated[SIM_MAX_ARMS]; /* switched, as allocated, not adherent: those that there are */
  SimTreated treated[SIM_MAX_ARMS][SIM_MAX_SWITCHES + 2];
  guint n_categories;                              /* of scores with cuts, else 0 */
  double category[SIM_MAX_ARMS][SIM_MAX_CUTS + 1]; /* probabilities of 0, 1, ... */
  /* of times: weeks of entry, weeks of watching after them, and hazards of being lost */
  double accrual, follow_up, loss[SIM_MAX_ARMS];
  double tau;    /* of the analysis: the weeks up to which times count; 0 where it has none */
  double events; /* with so many a trial of times ends; 0: it does not */
  /* cells, the combinations of the levels of all strata, the last fastest: shares of the patients,
     and mean and SD of their latent values in each */
  guint n_cells;
  double cell[SIM_MAX_CELLS], shift[SIM_MAX_ARMS][SIM_MAX_CELLS], spread[SIM_MAX_ARMS];
  /* share of the variance of latent values that the covariates which are adjusted for explain */
  double explained;
} SimTruth;

/** Fills the cells of a truth that knows its arms; sd: of each arm's scores, as the scenario gives
 *  them, 1 of scores without. */
void sim_truth_cells (const SimPeople *people, const double *sd, SimTruth *truth);

/** Hypotheses that an analysis tests, beside the superiority of one arm over another. */
typedef enum {
  SIM_ACCEPTS_MARGINS = 1 << 0,   /* other bounds than 0: margins, non-inferiority, equivalence */
  SIM_ACCEPTS_CONTRASTS = 1 << 1, /* weights of other arms than two: contrasts, retention */
  SIM_ACCEPTS_WITHIN = 1 << 2,    /* the change within an arm */
  SIM_ACCEPTS_LOGIT = 1 << 3      /* effects that are log odds ratios, where it is asked for */
} SimAccepts;

/** What an analysis accepts. */
typedef struct {
  /* its outcome must have a baseline; unless it says itself what it adjusts for */
  gboolean needs_baseline;
  gboolean needs_strata;        /* there must be strata */
  gboolean needs_practitioners; /* some arm must have practitioners */
  /* TRUE: one variance is estimated from all arms, unless a key `variance` says otherwise */
  gboolean all_arms;
  const char *const *outcomes; /* the outcome types that it accepts; ends with NULL */
  const char *const *missing;  /* what it does about scores not seen, of the choices of
                                  analyses[].missing; ends with NULL. NULL: complete cases */
  const char *no_other;        /* why it does nothing else about them: the end of a sentence */
  const char *drawn_variance;  /* the one `variance` with which it imputes; NULL: any */
  /* True contrast of arms a and b on the scale of its estimates and in the direction of benefit;
     where a model does not hold the limit of its estimate. NULL: the difference of the means */
  double (*effect) (const SimTruth *truth, guint a, guint b);
  const char *scale; /* "log odds ratio": its name, translatable; NULL: the outcome's unit */
  gboolean ratio;    /* it is the logarithm of a ratio: margins are given as ratios */
  unsigned accepts;  /* SimAccepts flags */
  const char *plain_variance; /* the `variance` with which it accepts none of these; or NULL */
} SimAnalysisNeeds;

/** The types of outcome that have means and SDs; ends with NULL. */
extern const char *const sim_score_outcomes[];
/** What is done about missing scores by analyses of scores that can be imputed from a model, of
 *  scores that are carried forward at most, and of categories of which some may be no response,
 *  where these can be imputed from a model and where not; each ends with NULL. */
extern const char *const sim_score_missing[];
extern const char *const sim_carried_missing[];
extern const char *const sim_drawn_category_missing[];
extern const char *const sim_category_missing[];
/** Why tests of two categories impute nothing. */
#define SIM_NO_OTHER_TEST                                                                          \
  N_ ("Rubin's rules pool an estimate and its variance, and its test is not made of these")
/** And those of times. */
#define SIM_NO_OTHER_TIMES N_ ("times that are not seen are censored")

/** What a multiplicity rule accepts. */
typedef struct {
  gboolean one_control;  /* every hypothesis compares with the same second arm */
  gboolean one_analysis; /* all hypotheses belong to one analysis */
  gboolean all_arms;     /* whose variance is estimated from all arms */
  gboolean superiority;  /* all hypotheses are of type superiority */
  gboolean two_sided;    /* testing.sides is 2 */
  gboolean three_pairs;  /* the hypotheses are the three pairs of a trial with three arms */
} SimMultiplicityNeeds;

/** In place of a visit: the value of the arm as a whole. */
#define SIM_TELL_WHOLE G_MAXUINT

/**
 * Says what is wrong with a value of an outcome: key is "max" or "baseline/sd"; where arm is not
 * NULL a value per arm and visit, of that arm at that visit, or a list per arm and its item.
 */
typedef void (*SimTellFn) (gpointer data, const char *key, const char *arm, guint visit,
                           const char *allowed, const char *what);

/** What an outcome type does with latent normal values. */
typedef struct {
  /* Types of means and SDs. Fills map for a mean and an SD as the scenario gives them; NULL: scores
     are normal */
  void (*map) (const SimValue *outcome, double mean, double sd, SimScoreMap *map);
  /* All other types. Fills map with the scores of an arm at a visit, from an outcome in its full
     form whose values have been checked. NULL for types of means and SDs */
  void (*scores) (const SimValue *outcome, const char *arm, guint visit, SimScoreMap *map);
  /* Those types too: the scores of patients who keep but a share of what their own arm does to them
     against the reference arm */
  void (*between) (const SimScoreMap *reference, const SimScoreMap *own, double share,
                   SimScoreMap *map);
  /* Tells what must hold between the values of an outcome in its full form, and the arms; it keeps
     silent about those that are in question themselves. May be NULL */
  void (*check) (const SimValue *outcome, const SimValue *arms, SimTellFn tell, gpointer data);
  gboolean times; /* scores are times to an event: later or earlier is better */
} SimOutcomeKind;

/** By the type of the outcome; NULL for one that this version does not read. */
const SimOutcomeKind *sim_outcome_kind (const char *type);
/** Whether a direction (lower, higher; later, earlier) has a meaning for scores of a kind. */
gboolean sim_outcome_takes (const SimOutcomeKind *kind, const char *better);
/** By the id of the method; NULL for one that this version does not read. */
const SimAnalysisNeeds *sim_analysis_needs (const char *method);
/** The SimAccepts flags of an analysis in its full form; all of them if it is in question. */
unsigned sim_analysis_accepts (const SimValue *analysis);
const SimMultiplicityNeeds *sim_multiplicity_needs (const char *method);

G_END_DECLS
#endif
