/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lane-people.h - patients whose scores are more than normal values, as the lanes draw them.
 *
 * A patient has a latent normal value at baseline and at every visit: a weighted sum of his own
 * innovations, plus *parts* that he shares with others or that are known of him (practitioner,
 * centre, stratum, covariate, individual response). What an arm does to him is his *state*: treated
 * as allocated, switched to another arm, not adherent. A *map* of the arm and the state makes a
 * score of the latent value; who is seen at a visit is decided last, for it may hang on the scores.
 *
 * Several outcomes of the same patients are as many LanePeople, drawn one after the other. What is
 * the patients' own (levels, covariates, states, when they leave) is drawn again from the same
 * streams; innovations and what patients have in common are drawn anew, and the latent values are
 * made of them and of those of the outcomes before, whose own nothing after them changes.
 *
 * C headers only. A LanePeople is immutable once made.
 */
#ifndef SIM_RUN_LANE_PEOPLE_H
#define SIM_RUN_LANE_PEOPLE_H

#include <stdbool.h>

#include "../base/draw-lanes.h"

enum {
  LANE_ARMS = 6,
  LANE_OUTCOMES = 6,
  LANE_VISITS = 12,
  LANE_POINTS = LANE_VISITS + 1, /* the baseline, measured or not, and the visits */
  LANE_STATES = 8,
  LANE_PARTS = 12,
  LANE_PART_LEVELS = 6,
  LANE_COVARIATES = 4,
  LANE_CHUNK = 32 /* patients a stage */
};

/** 1.5 * 2^52: a number up to 2^51 is rounded by adding and taking away. */
#define LANE_MAGIC 6755399441055744.0

/** How the latent value z becomes a score. */
typedef enum {
  LANE_MAP_PLAIN, /* less + by z */
  LANE_MAP_GRID,  /* the whole number nearest to offset + scale z within 0 .. top, halves upwards,
                     times by, plus less */
  LANE_MAP_CURVE, /* a tabulated curve of z, times by, plus less */
  LANE_MAP_CUTS,  /* how many of the cuts are at or below z, times by, plus less */
  LANE_MAP_PIECES /* linear in pieces of a tabulated curve of z */
} LaneMapKind;

typedef struct {
  LaneMapKind kind;
  int n_cuts;  /* or pieces */
  long table;  /* of the curve or the cuts, in tables */
  long pieces; /* of each what the curve is where it begins, the score there, and its slope */
  double offset, scale, top;
  double by, less;
} LaneMap;

/** Curves are cubics in each of so many cells from -reach to reach; z beyond is at the end. */
#define LANE_CURVE_REACH 8.5
enum { LANE_CURVE_PER_UNIT = 32, LANE_CURVE_CELLS = 17 * LANE_CURVE_PER_UNIT };

/** A score of a patient: point 0 is the baseline, point v + 1 visit v. */
typedef struct {
  bool used;    /* somebody asks for its scores; else only its innovations are drawn */
  SimKey key[LANE_ARMS], key_gap[LANE_ARMS];
  double weight[LANE_ARMS][LANE_POINTS]; /* of the innovations of points 0 .. itself */
  double shift[LANE_ARMS]; /* added to the latent value of every patient */
  LaneMap map[LANE_ARMS][LANE_STATES];
  double missing[LANE_ARMS];   /* proportion that has left by this visit, whatever the scores */
  double intercept[LANE_ARMS]; /* log odds of leaving now, less what the scores add */
  double drive[LANE_ARMS], drive_at_0[LANE_ARMS]; /* what its score adds: drive s + drive_at_0 */
  /* and of the innovations of the outcomes before: the lth's of points 0 .. n_cross[l] - 1 */
  int n_cross[LANE_OUTCOMES];
  double cross[LANE_ARMS][LANE_OUTCOMES][LANE_POINTS];
  int left_with; /* the point of the first outcome by which those who are missing here have left; 0:
                    nobody has */
} LanePoint;

typedef enum {
  LANE_PART_PATIENT, /* a normal value of the patient's own */
  LANE_PART_GROUP,   /* a normal value of his group: practitioner, centre */
  LANE_PART_STRATUM  /* the level that he belongs to */
} LanePartKind;

typedef struct {
  LanePartKind kind;
  bool in_arm[LANE_ARMS];
  SimKey key[LANE_ARMS];
  double loading[LANE_ARMS][LANE_POINTS]; /* what a value of 1 adds to the latent value */
  long groups_at[LANE_ARMS]; /* in tables: the group of each place */
  int n_groups[LANE_ARMS];
  /* values are own times those drawn plus the sum of mix[l] times those of the lth outcome */
  double mix[LANE_OUTCOMES], own;
  int stratum, n_levels;
  double below[LANE_PART_LEVELS];         /* level l: from below[l] up; below[0] is 0 */
  double level[LANE_PART_LEVELS][LANE_ARMS][LANE_POINTS]; /* what it adds */
} LanePart;

typedef enum {
  LANE_LEAVE_NEVER,
  LANE_LEAVE_RANDOM, /* whatever the scores */
  LANE_LEAVE_SEEN,   /* by the last score seen */
  LANE_LEAVE_UNSEEN, /* by the score that is then not seen */
  LANE_LEAVE_WITH    /* when the first outcome says so */
} LaneLeave;

/** What becomes of the patients of an arm. */
typedef struct {
  LaneLeave leave;
  double gaps;
  int n_states;
  int n_switches;                 /* states 1 .. n_switches */
  double switched[LANE_STATES];   /* state k: below switched[k], from switched[k - 1] up */
  int switch_at[LANE_STATES];     /* state k: which of the scenario's switches */
  double adherent;                /* the last state is of those who are not */
  double loss;                    /* of times: hazard of being lost */
  SimKey key_dropout, key_switching, key_adherence, key_entry;
} LaneFate;

typedef struct {
  int nth;                       /* of the outcomes that are drawn; those before it come first */
  int n_strata, n_covariates;    /* the first so many parts of their kinds, in their order */
  /* in tables: the practitioner of each place, with numbers that no other arm has but those that
     share theirs; -1: nobody has one */
  long practitioner_at[LANE_ARMS];
  int n_arms, n_points, n_parts; /* points 0 .. n_points - 1 are drawn */
  bool baseline;                 /* point 0 is measured */
  bool times;                    /* point 1 is the time of an event */
  double accrual, follow_up;     /* of times: patients enter evenly over the first, and are watched
                                    until the end of the second after it */
  LanePoint points[LANE_POINTS];
  LanePart parts[LANE_PARTS];
  LaneFate fates[LANE_ARMS];
  long n_tables, n_effects;      /* doubles; effects: of the groups of an arm, eight lanes each */
  double tables[];
} LanePeople;

/** A chunk of patients of one arm in eight replicates, [patient][lane], and where their streams
 *  stand. */
typedef struct LanePatients {
  const struct LanePatients *of[LANE_OUTCOMES]; /* the same patients, by outcome; of the caller */
  LaneStream innovation[LANE_POINTS], gap[LANE_POINTS], part[LANE_PARTS];
  LaneStream dropout, switching, adherence, entry;
  double z[LANE_POINTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double latent[LANE_POINTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double score[LANE_POINTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  int64_t seen[LANE_POINTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED; /* -1, or 0 */
  int64_t left[LANE_POINTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED; /* not a gap: he has gone */
  double value[LANE_PARTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;  /* of his own */
  int64_t level[LANE_PARTS][LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED; /* that he belongs to */
  int64_t event[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED; /* of times: -1, or 0 where censored */
  double entered[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED; /* of times: weeks of accrual before */
  int64_t state[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  double u[LANE_CHUNK * SIM_LANES] SIM_LANE_ALIGNED;
  /* where recruits were assigned with their levels known: [place][stratum][lane] of the arm, with
     so many strata; else NULL */
  const int8_t *levels_of;
  int n_strata;
  double *effects;             /* [part][group][lane], 64-byte aligned; of the caller */
  const double *effects_of[LANE_PARTS];
} LanePatients;

#define SIM_PEOPLE_LANES(isa)                                                                      \
  /* Starts the streams of an arm in replicates first .. first + 7 and draws its groups. */        \
  void sim_lanes_people_begin_##isa (const LanePeople *people, int arm, uint64_t first,            \
                                     LanePatients *patients);                                      \
  /* The next n patients, the first of which has place `place` in the arm: in order, from 0. */    \
  void sim_lanes_people_draw_##isa (const LanePeople *people, int arm, int place, int n,           \
                                    LanePatients *patients);                                       \
  /* Their latent values and scores, where all that is drawn of them is in patients already. */    \
  void sim_lanes_people_make_##isa (const LanePeople *people, int arm, int place, int n,           \
                                    LanePatients *patients);

SIM_PEOPLE_LANES (scalar)
SIM_PEOPLE_LANES (avx2)
SIM_PEOPLE_LANES (avx512)

#endif
