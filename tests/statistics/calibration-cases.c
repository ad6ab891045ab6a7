/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * calibration-cases.c - the combinations, made of the engine's own tables: every method that can be
 * chosen, every type of outcome, every strategy for missing scores, and every option of the
 * method's that changes what is tested, one at a time. The checker says which of them there are.
 */
#include <string.h>

#include "calibration.h"
#include "scenario/descriptor.h"

static const SimField *
row_of (const SimField *rows, const char *key)
{
  while (rows && rows->key && strcmp (rows->key, key) != 0)
    rows++;
  return rows && rows->key ? rows : NULL;
}

static const SimField *
analyses_row (void)
{
  return row_of (sim_fields (), "analyses");
}

/* --- options --------------------------------------------------------------------------------- */

typedef struct {
  char *name, *text;
  guint parts;
  gboolean all; /* the next is less than this */
} Option;

static void
option_free (gpointer data)
{
  Option *option = data;
  g_free (option->name);
  g_free (option->text);
  g_free (option);
}

/* value: JSON with ' for ". */
static void
add_option (GPtrArray *options, const SimField *row, const char *value)
{
  Option *option = g_new0 (Option, 1);
  option->text = g_strdup_printf ("'%s':%s", row->key, value);
  option->name = g_strdup_printf ("%s=%s", row->key, value);
  g_strdelimit (option->name, "'", ' ');
  char **words = g_strsplit (option->name, " ", -1);
  g_free (option->name);
  option->name = g_strjoinv ("", words);
  g_strfreev (words);
  option->parts = (row->kind == SIM_FIELD_LIST ? CALIBRATION_STRATA : 0)
                  | (strstr (value, "cr2") ? CALIBRATION_PRACTITIONERS : 0)
                  | (strstr (value, "per-protocol") ? CALIBRATION_ADHERENCE : 0);
  g_ptr_array_add (options, option);
}

/* Each of a list alone, and as many together as the checker will have: all, or all but the
 * first. */
static void
add_lists (GPtrArray *options, const SimField *row)
{
  GString *all = g_string_new (NULL), *rest = g_string_new (NULL);
  for (const SimChoice *choice = row->choices; choice->id; choice++) {
    char *one = g_strdup_printf ("['%s']", choice->id);
    char *quoted = g_strdelimit (g_strdup (one), "'", '"');
    if (g_strcmp0 (row->fallback, quoted) != 0)
      add_option (options, row, one);
    g_free (quoted);
    g_string_append_printf (all, "'%s',", choice->id);
    if (choice != row->choices)
      g_string_append_printf (rest, "'%s',", choice->id);
    g_free (one);
  }
  g_string_append (all, "'k'");
  g_string_append (rest, "'k'");
  add_option (options, row, "['k']");
  g_string_append_c (g_string_prepend_c (all, '['), ']');
  g_string_append_c (g_string_prepend_c (rest, '['), ']');
  add_option (options, row, all->str);
  ((Option *)options->pdata[options->len - 1])->all = TRUE;
  add_option (options, row, rest->str);
  g_string_free (all, TRUE);
  g_string_free (rest, TRUE);
}

/* Those of one row; what enters at a later stage than the patients changes no test. */
static void
add_row (GPtrArray *options, const SimField *row)
{
  static const char *const other[] = { "id", "outcome", "visit", "method", "missing", NULL };
  if (g_strv_contains (other, row->key) || row->stage != SIM_STAGE_DRAW)
    return;
  if (row->kind == SIM_FIELD_LIST && row->choices)
    add_lists (options, row);
  else if (row->kind == SIM_FIELD_BOOL)
    add_option (options, row, strcmp (row->fallback, "true") == 0 ? "false" : "true");
  for (const SimChoice *choice = row->kind == SIM_FIELD_ENUM ? row->choices : NULL;
       choice && choice->id; choice++) {
    char *value = g_strdup_printf ("'%s'", choice->id);
    char *quoted = g_strdup_printf ("\"%s\"", choice->id);
    if (choice->ready && g_strcmp0 (row->fallback, quoted) != 0)
      add_option (options, row, value);
    g_free (quoted);
    g_free (value);
  }
}

static GPtrArray *
options_of (const char *method)
{
  GPtrArray *options = g_ptr_array_new_with_free_func (option_free);
  const SimField *list = analyses_row ();
  const SimVariant *variant = list->variants;
  Option *plain = g_new0 (Option, 1), *gaps = g_new0 (Option, 1);
  *plain = (Option){ g_strdup (""), g_strdup (""), 0, FALSE };
  *gaps = (Option){ g_strdup ("gaps"), g_strdup (""), CALIBRATION_GAPS, FALSE };
  g_ptr_array_add (options, plain);
  g_ptr_array_add (options, gaps);
  while (variant->tag && strcmp (variant->tag, method) != 0)
    variant++;
  for (const SimField *row = variant->fields; row && row->key; row++)
    add_row (options, row);
  for (const SimField *row = list->fields; row->key; row++)
    add_row (options, row);
  return options;
}

/* --- all of them ----------------------------------------------------------------------------- */

static void
case_free (gpointer data)
{
  CalibrationCase *c = data;
  g_free (c->method);
  g_free (c->missing);
  g_free (c->option);
  g_free (c->record);
  g_free (c->name);
  g_free (c);
}

/* With as few parts as it takes beside those that the option is about. */
static gboolean
is_accepted (CalibrationCase *c)
{
  static const guint more[] = { 0, CALIBRATION_STRATA, CALIBRATION_PRACTITIONERS,
                                CALIBRATION_STRATA | CALIBRATION_PRACTITIONERS };
  const char *const records[] = { c->record };
  guint wanted = c->parts;
  for (guint i = 0; i < G_N_ELEMENTS (more); i++) {
    if (i > 0 && !(more[i] & ~wanted))
      continue;
    c->parts = wanted | more[i];
    SimScenario *scenario = calibration_scenario (c->outcome, c->parts, c->omnibus, records, 1);
    sim_scenario_unref (scenario);
    if (scenario)
      return TRUE;
  }
  return FALSE;
}

/* method: as it is called; by: the method of the analysis. */
static gboolean
add_case (GPtrArray *cases, const char *method, const char *by, guint outcome, const char *missing,
          const Option *option)
{
  gboolean shifted = strcmp (missing, "delta") == 0;
  gboolean omnibus = strcmp (method, by) != 0;
  CalibrationCase *c = g_new0 (CalibrationCase, 1);
  c->method = g_strdup (method);
  c->outcome = outcome;
  c->missing = g_strdup (missing);
  c->option = g_strdup (option->name);
  c->omnibus = omnibus ? strchr (c->method, ' ') + 1 : "none";
  c->parts = option->parts;
  c->record = g_strdup_printf ("'method':'%s','missing':'%s'%s%s%s", by, missing,
                               shifted ? ",'delta':3" : "", *option->text ? "," : "",
                               option->text);
  c->name = g_strjoin ("/", method, calibration_outcome (outcome), missing, option->name, NULL);
  if (is_accepted (c)) {
    g_ptr_array_add (cases, c);
    return TRUE;
  }
  case_free (c);
  return FALSE;
}

/* Gaps are for strategies that do something with the other visits. */
static gboolean
is_idle (const Option *option, const char *missing)
{
  return (option->parts & CALIBRATION_GAPS) && strcmp (missing, "complete-cases") == 0;
}

static void
add_options (GPtrArray *cases, const char *method, guint outcome, const char *missing,
             const GPtrArray *options)
{
  for (guint i = 0; i < options->len; i++) {
    const Option *option = options->pdata[i];
    gboolean added = !is_idle (option, missing)
                     && add_case (cases, method, method, outcome, missing, option);
    if (added && option->all) /* then less than all is no case */
      i++;
  }
}

/* The test of all arms at once goes by the first analysis, whatever that is. */
static void
add_omnibus (GPtrArray *cases, const char *method, guint outcome, const char *missing)
{
  static const Option plain = { (char *)"", (char *)"", 0, FALSE };
  for (const SimChoice *by = row_of (analyses_row ()->fields, "method")->choices; by->id; by++)
    if (add_case (cases, method, by->id, outcome, missing, &plain))
      return;
}

GPtrArray *
calibration_cases (void)
{
  GPtrArray *cases = g_ptr_array_new_with_free_func (case_free);
  GPtrArray *methods = calibration_methods ();
  const SimChoice *missing = row_of (analyses_row ()->fields, "missing")->choices;
  for (guint i = 0; i < methods->len; i++) {
    const char *method = methods->pdata[i];
    gboolean omnibus = strchr (method, ' ') != NULL;
    GPtrArray *options = omnibus ? NULL : options_of (method);
    for (guint outcome = 0; calibration_outcome (outcome); outcome++)
      for (const SimChoice *choice = missing; choice->id; choice++)
        if (omnibus)
          add_omnibus (cases, method, outcome, choice->id);
        else
          add_options (cases, method, outcome, choice->id, options);
    if (options)
      g_ptr_array_unref (options);
  }
  g_ptr_array_unref (methods);
  return cases;
}

GPtrArray *
calibration_methods (void)
{
  GPtrArray *methods = g_ptr_array_new_with_free_func (g_free);
  const SimField *testing = row_of (sim_fields (), "testing");
  for (const SimChoice *choice = row_of (analyses_row ()->fields, "method")->choices; choice->id;
       choice++)
    g_ptr_array_add (methods, g_strdup (choice->id));
  for (const SimChoice *choice = row_of (testing->fields, "omnibus")->choices; choice->id; choice++)
    if (strcmp (choice->id, "none") != 0)
      g_ptr_array_add (methods, g_strdup_printf ("omnibus %s", choice->id));
  return methods;
}
