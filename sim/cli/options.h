/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * options.h - what stands on the command line, read and checked.
 */
#ifndef SIM_CLI_OPTIONS_H
#define SIM_CLI_OPTIONS_H

#include "command.h"

G_BEGIN_DECLS

/** Options that are edits of the scenario, and where they edit it. */
typedef enum { SIM_CLI_EDIT_SEED, SIM_CLI_EDIT_REPLICATES, SIM_CLI_EDIT_SIZES } SimCliEdit;
#define SIM_CLI_N_EDITS (SIM_CLI_EDIT_SIZES + 1)

struct _SimCliOptions {
  const SimCliCommand *command;
  guint given;                      /* bits of the options that were given */
  GPtrArray *operands;              /* of const char*, borrowed from argv */
  GPtrArray *sets;                  /* of const char*: the assignments of --set, in order */
  GPtrArray *believed;              /* of const char*: the priors of --prior, in order */
  GPtrArray *withs;                 /* the same of --with */
  GPtrArray *varied;                /* of const char*: those of --vary or --range, in order */
  SimValue *edits[SIM_CLI_N_EDITS]; /* NULL where not given */
  guint threads;                    /* 0: one per core */
  SimIsa isa;
  double precision;   /* 0: off */
  double seconds;     /* of simulating; 0: off */
  const char *format; /* a word of the command's formats; NULL if it takes none */
  const char *output; /* NULL: standard output */
  gboolean quiet, no_color, help, exact, no_sensitivity;
  guint64 index;
  guint size; /* 0: the own total */
  double power;     /* 0: the scenario's target power */
  const char *goal; /* NULL: the scenario's goal */
  guint total;      /* 0: not given */
  gboolean allocation;
  guint shard, shards; /* this part, from 1, and how many there are; 0: not given */
  const char *resume;  /* the part to go on with; NULL: not given */
  double save_every;   /* seconds between savings of a part */
};

/**
 * Reads the words after the command. Returns FALSE after saying one sentence on standard error
 * that names the option, what was found and what is allowed.
 */
gboolean sim_cli_options_parse (SimCliOptions *options, const SimCliCommand *command, int argc,
                                char **argv);
void sim_cli_options_clear (SimCliOptions *options);

/** "--seed", and "/run/seed". Static text. */
const char *sim_cli_edit_option (SimCliEdit edit);
const char *sim_cli_edit_pointer (SimCliEdit edit);

/** Appends the options that a command cannot do without, as in the synopsis: " --index K". */
void sim_cli_options_require (GString *text, const SimCliCommand *command);
/** Appends the lines of a command's help that describe its options. */
void sim_cli_options_describe (GString *text, const SimCliCommand *command);

G_END_DECLS
#endif
