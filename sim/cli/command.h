/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * command.h - the words of trefoil-sim: a command is a row of the table in main.c and a file.
 * trefoil-report is a program of one command, and reads its words in the same way.
 */
#ifndef SIM_CLI_COMMAND_H
#define SIM_CLI_COMMAND_H

#include "sim.h"

G_BEGIN_DECLS

#define SIM_CLI_NAME "trefoil-sim"

/** Exit status; an interrupted command returns 128 + the signal's number. */
enum {
  SIM_CLI_DONE = 0,
  SIM_CLI_FAILED = 1,  /* could not be done */
  SIM_CLI_WRONG = 2,   /* wrong usage */
  SIM_CLI_INVALID = 3, /* invalid scenario */
  SIM_CLI_SIGNAL = 128
};

/** Options by bit, so that a command's row says which it takes. */
enum {
  SIM_CLI_SET = 1 << 0,
  SIM_CLI_SEED = 1 << 1,
  SIM_CLI_REPLICATES = 1 << 2,
  SIM_CLI_SIZES = 1 << 3,
  SIM_CLI_THREADS = 1 << 4,
  SIM_CLI_ISA = 1 << 5,
  SIM_CLI_PRECISION = 1 << 6,
  SIM_CLI_FORMAT = 1 << 7,
  SIM_CLI_OUTPUT = 1 << 8,
  SIM_CLI_QUIET = 1 << 9,
  SIM_CLI_NO_COLOR = 1 << 10,
  SIM_CLI_INDEX = 1 << 11,
  SIM_CLI_SIZE = 1 << 12,
  SIM_CLI_TIME = 1 << 13,
  SIM_CLI_VARY = 1 << 15,
  SIM_CLI_PRIOR = 1 << 24,
  SIM_CLI_EXACT = 1 << 16,
  SIM_CLI_RANGE = 1 << 25,
  SIM_CLI_POWER = 1 << 20,
  SIM_CLI_GOAL = 1 << 21,
  SIM_CLI_TOTAL = 1 << 22,
  SIM_CLI_ALLOCATION = 1 << 23,
  SIM_CLI_WITH = 1 << 17,
  SIM_CLI_SHARD = 1 << 18,
  SIM_CLI_RESUME = 1 << 19,
  SIM_CLI_SAVE_EVERY = 1 << 26,
  SIM_CLI_TO = 1 << 27,
  SIM_CLI_NO_SENSITIVITY = 1 << 28,
  SIM_CLI_HELP = 1 << 14 /* every command takes it */
};

typedef struct _SimCliOptions SimCliOptions;

/** A command. */
typedef struct {
  const char *name;      /* NULL: the program is this command */
  const char *operands;  /* as in the synopsis: "FILE", "FILE\xe2\x80\xa6", "[ID]" */
  guint least, most;     /* how many operands */
  guint options;         /* bits of the options that it takes */
  gboolean over;         /* OUT may be an operand: it is no file, or OUT is its new form */
  guint required;        /* bits of the options that it cannot do without */
  const char *formats;   /* words of --format, the default first; NULL: takes none */
  gboolean for_programs; /* what it writes is read by programs, whatever the format */
  const char *quiet;     /* translatable (N_), what --quiet leaves out; NULL: takes none */
  const char *summary;   /* translatable (N_), one line */
  const char *details;   /* translatable (N_), further paragraphs of its help */
  int (*run) (const SimCliOptions *options); /* returns the exit status */
} SimCliCommand;

int sim_cli_run (const SimCliOptions *options);
int sim_cli_merge (const SimCliOptions *options);
int sim_cli_check (const SimCliOptions *options);
int sim_cli_assurance (const SimCliOptions *options);
int sim_cli_nulls (const SimCliOptions *options);
int sim_cli_size (const SimCliOptions *options);
int sim_cli_trial (const SimCliOptions *options);
int sim_cli_compare (const SimCliOptions *options);
int sim_cli_fmt (const SimCliOptions *options);
int sim_cli_diff (const SimCliOptions *options);
int sim_cli_grid (const SimCliOptions *options);
int sim_cli_sensitivity (const SimCliOptions *options);
int sim_cli_example (const SimCliOptions *options);
int sim_cli_schema (const SimCliOptions *options);
int sim_cli_keys (const SimCliOptions *options);
int sim_cli_expect (const SimCliOptions *options);
int sim_cli_export (const SimCliOptions *options);
int sim_cli_reproduce (const SimCliOptions *options);
int sim_cli_verify (const SimCliOptions *options);

G_END_DECLS
#endif
