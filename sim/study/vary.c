/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * vary.c - an assumption of a scenario that is varied: reading it, and putting a value in.
 */
#include "vary.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "../scenario/descriptor.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

/* The first value of those that stand twice, in ascending order; NaN if there is none. */
static double
repeated (const double *values, guint n)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof *values);

  qsort (sorted, n, sizeof *sorted, compare);
  for (guint i = 1; i < n; i++)
    if (sorted[i] == sorted[i - 1])
      return sorted[i];
  return NAN;
}

SimVary *
sim_vary_new (const char *pointer, SimVaryHow how, const double *values, guint n, GError **error)
{
  gboolean finite = TRUE;

  for (guint i = 0; i < n; i++)
    finite &= isfinite (values[i]);
  if (!finite || n == 0 || n > SIM_VARY_MAX_VALUES) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("%s: found %u values; allowed: 1 to %d "
                    "numbers"),
                 pointer, n, SIM_VARY_MAX_VALUES);
    return NULL;
  }
  double twice = repeated (values, n);
  if (!isnan (twice)) {
    g_autofree char *number = sim_json_number (twice);
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("%s: found %s more than once; allowed: values that are all different"), pointer,
                 number);
    return NULL;
  }
  SimVary *vary = g_new0 (SimVary, 1);
  *vary = (SimVary){ g_strdup (pointer), how, n, g_memdup2 (values, n * sizeof *values) };
  return vary;
}

SimVary *
sim_vary_copy (const SimVary *vary)
{
  return sim_vary_new (vary->pointer, vary->how, vary->values, vary->n, NULL);
}

void
sim_vary_free (SimVary *vary)
{
  if (vary == NULL)
    return;
  g_free (vary->pointer);
  g_free (vary->values);
  g_free (vary);
}

/* --- reading ------------------------------------------------------------------------------- */

static gboolean
read_number (const char *text, double *value)
{
  char *end = NULL;

  if (*text == '\0' || text[strspn (text, "0123456789.eE+-")] != '\0')
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  return *end == '\0' && isfinite (*value);
}

static double
twelve_digits (double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  return g_ascii_strtod (g_ascii_formatd (text, sizeof text, "%.12g", value), NULL);
}

/* "a:b:n" into values; FALSE if it is none. */
static gboolean
read_range (char **words, GArray *values)
{
  double a, b, count;

  if (g_strv_length (words) != 3 || !read_number (words[0], &a) || !read_number (words[1], &b)
      || !read_number (words[2], &count) || count < 1 || count > SIM_VARY_MAX_VALUES
      || count != floor (count) || (count == 1 && a != b))
    return FALSE;
  for (guint i = 0; i < count; i++) {
    double share = count > 1 ? i / (count - 1) : 0;
    double value = a * (1 - share) + b * share; /* without b - a, which may be too large */
    value = i == 0 ? a : i + 1 == count ? b : twelve_digits (value);
    g_array_append_val (values, value);
  }
  return TRUE;
}

static gboolean
read_list (char **words, GArray *values)
{
  for (; *words != NULL; words++) {
    double value;
    if (!read_number (*words, &value))
      return FALSE;
    g_array_append_val (values, value);
  }
  return values->len > 0;
}

/* "low:high" */
static gboolean
read_ends (char **words, GArray *values)
{
  return g_strv_length (words) == 2 && read_list (words, values);
}

/* The pointer before the '=' and what its sign says; NULL and an error if there is none. */
static char *
read_pointer (const char *text, SimVaryHow *how, const char **rest, const char *example,
              GError **error)
{
  const char *equals = strchr (text, '=');

  if (*text != '/' || equals == NULL || !g_utf8_validate (text, -1, NULL)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE, _ ("found no assumption; allowed: %s"),
                 example);
    return NULL;
  }
  *rest = equals + 1;
  *how = SIM_VARY_SET;
  if (equals[-1] == '+' || equals[-1] == '*')
    *how = *--equals == '+' ? SIM_VARY_SHIFT : SIM_VARY_SCALE;
  return g_strndup (text, (gsize)(equals - text));
}

SimVary *
sim_vary_parse (const char *text, GError **error)
{
  SimVaryHow how;
  const char *rest;
  g_autofree char *pointer = read_pointer (
      text, &how, &rest,
      _ ("/pointer=a:b:n or /pointer=a,b,c, for instance /outcomes/rmdq/sd=4:6:5"), error);

  if (pointer == NULL)
    return NULL;
  gboolean range = strchr (rest, ':') != NULL;
  g_auto (GStrv) words = g_strsplit (rest, range ? ":" : ",", SIM_VARY_MAX_VALUES + 2);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  if (!(range ? read_range (words, values) : read_list (words, values))) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("%s: found '%.64s'; allowed: a:b:n, n from 1 to %d equally spaced numbers from "
                    "a to b, or the numbers themselves as a,b,c"),
                 pointer, rest, SIM_VARY_MAX_VALUES);
    return NULL;
  }
  return sim_vary_new (pointer, how, (const double *)values->data, values->len, error);
}

SimVary *
sim_vary_parse_range (const char *text, GError **error)
{
  SimVaryHow how;
  const char *rest;
  g_autofree char *pointer = read_pointer (
      text, &how, &rest, _ ("/pointer=low:high, for instance /outcomes/rmdq/sd=4:6"), error);

  if (pointer == NULL)
    return NULL;
  g_auto (GStrv) words = g_strsplit (rest, ":", 4);
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  if (!read_ends (words, values)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                 _ ("%s: found '%.64s'; allowed: low:high, two numbers"), pointer, rest);
    return NULL;
  }
  return sim_vary_new (pointer, how, (const double *)values->data, values->len, error);
}

char *
sim_vary_name (const SimVary *vary)
{
  static const char *const signs[] = { "", "+", "*" };

  return g_strconcat (vary->pointer, signs[vary->how], NULL);
}

/* --- putting in ---------------------------------------------------------------------------- */

/* How many numbers are in a value, and whether nothing else is. */
static guint
count_numbers (const SimValue *value, gboolean *only)
{
  guint n = sim_value_kind (value) == SIM_VALUE_NUMBER;

  if (sim_value_kind (value) != SIM_VALUE_LIST && sim_value_kind (value) != SIM_VALUE_MAP)
    *only &= n == 1;
  for (guint i = 0; i < sim_value_length (value); i++)
    n += count_numbers (sim_value_at (value, i), only);
  return n;
}

gboolean
sim_vary_check (const SimVary *vary, SimDraft *draft, GError **error)
{
  const SimField *field = sim_field_find (sim_draft_root (draft), vary->pointer);
  g_autoptr (SimValue) value = sim_draft_effective (draft, vary->pointer);
  gboolean only = TRUE, plain = FALSE;

  if (field == NULL) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_POINTER,
                 _ ("%s: found nothing that a scenario has there; allowed: a pointer to a number, "
                    "for instance /outcomes/rmdq/sd"),
                 vary->pointer);
    return FALSE;
  }
  if (field->kind == SIM_FIELD_INT || field->kind == SIM_FIELD_REAL
      || field->kind == SIM_FIELD_MATRIX)
    plain = TRUE;
  if (plain && (field->of_program || field->stage == SIM_STAGE_LABEL)) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_CONFLICT,
                 _ ("%s: found what no trial depends on; allowed: a pointer to a number of the "
                    "design, for instance /outcomes/rmdq/sd"),
                 vary->pointer);
    return FALSE;
  }
  guint n = value != NULL ? count_numbers (value, &only) : 0;
  if (plain && (vary->how == SIM_VARY_SET || (only && n > 0)))
    return TRUE;
  g_set_error (error, SIM_ERROR, SIM_ERROR_KIND,
               plain ? _ ("%s: found no number to change there; allowed: = instead of += and *=")
                     : _ ("%s: found no number there; allowed: a pointer to a number"),
               vary->pointer);
  return FALSE;
}

/* value with every number in it changed. */
static SimValue *
changed (const SimValue *value, SimVaryHow how, double by)
{
  guint n = sim_value_length (value);
  g_autofree SimValue **members = g_new0 (SimValue *, n + 1);
  g_autofree const char **keys = g_new0 (const char *, n + 1);

  if (sim_value_kind (value) == SIM_VALUE_NUMBER) {
    double number = sim_value_number (value);
    number = twelve_digits (how == SIM_VARY_SHIFT ? number + by : number * by);
    return sim_value_new_number (isfinite (number) ? number : copysign (G_MAXDOUBLE, number));
  }
  for (guint i = 0; i < n; i++) {
    members[i] = changed (sim_value_at (value, i), how, by);
    keys[i] = sim_value_key (value, i);
  }
  if (sim_value_kind (value) == SIM_VALUE_LIST)
    return sim_value_new_list (members, n);
  if (sim_value_kind (value) == SIM_VALUE_MAP)
    return sim_value_new_map (keys, members, n);
  return sim_value_ref (value);
}

static gboolean
has_list (const SimValue *value)
{
  gboolean list = sim_value_kind (value) == SIM_VALUE_LIST;

  for (guint i = 0; i < sim_value_length (value) && !list; i++)
    list = sim_value_kind (sim_value_at (value, i)) == SIM_VALUE_LIST;
  return list;
}

/* Of shares that add up over the visits the last is the number, and those before keep their
   proportion to it: alone it would count at a constant hazard, which is another course. */
static SimValue *
course_to (const SimValue *now, double number)
{
  guint n = sim_value_length (now);
  g_autofree SimValue **members = g_new0 (SimValue *, n + 1);
  g_autofree const char **keys = g_new0 (const char *, n + 1);

  if (!has_list (now)) /* of one arm */
    return sim_value_new_number (number);
  if (sim_value_kind (now) == SIM_VALUE_LIST) {
    double last = sim_value_number (sim_value_at (now, n - 1));
    return last > 0 ? changed (now, SIM_VARY_SCALE, number / last)
                    : changed (now, SIM_VARY_SHIFT, number);
  }
  for (guint i = 0; i < n; i++) {
    members[i] = course_to (sim_value_at (now, i), number);
    keys[i] = sim_value_key (now, i);
  }
  return sim_value_new_map (keys, members, n);
}

gboolean
sim_vary_is_course (const SimVary *vary, SimDraft *draft)
{
  const SimField *field = sim_field_find (sim_draft_root (draft), vary->pointer);
  g_autoptr (SimValue) now = sim_draft_effective (draft, vary->pointer);

  return vary->how == SIM_VARY_SET && now != NULL && field != NULL
         && field->spread == SIM_SPREAD_HAZARD && has_list (now);
}

SimDraft *
sim_vary_apply (const SimVary *vary, SimDraft *draft, guint i, GError **error)
{
  g_autoptr (SimValue) now = sim_draft_effective (draft, vary->pointer);
  g_autoptr (SimValue) value = NULL;

  if (vary->how != SIM_VARY_SET)
    value = changed (now, vary->how, vary->values[i]);
  else if (sim_vary_is_course (vary, draft))
    value = course_to (now, vary->values[i]);
  else
    value = sim_value_new_number (vary->values[i]);
  SimDraft *set = sim_draft_set (draft, vary->pointer, value, error);
  if (set == NULL && error != NULL && !g_str_has_prefix ((*error)->message, vary->pointer))
    g_prefix_error (error, "%s: ", vary->pointer);
  return set;
}

gboolean
sim_vary_redraws (const SimVary *vary, SimDraft *draft)
{
  const SimField *field = sim_field_find (sim_draft_root (draft), vary->pointer);

  return field != NULL && field->stage == SIM_STAGE_DRAW;
}

/* Whether it is of one number alone. */
static gboolean
is_single (const SimVary *vary, const SimValue *root)
{
  gboolean only = TRUE;

  return count_numbers (sim_value_resolve (root, vary->pointer), &only) == 1;
}

gboolean
sim_vary_same (const SimVary *a, const SimVary *b, const SimScenario *scenario)
{
  const SimValue *root = sim_scenario_expanded (scenario);
  gboolean b_in_a = sim_pointer_within (root, a->pointer, b->pointer);
  gboolean a_in_b = sim_pointer_within (root, b->pointer, a->pointer);

  return a->how == b->how
         && ((a_in_b && b_in_a) || (b_in_a && is_single (a, root))
             || (a_in_b && is_single (b, root)));
}

gboolean
sim_vary_collide (const SimVary *first, const SimVary *second, const SimScenario *scenario)
{
  const SimValue *root = sim_scenario_expanded (scenario);
  gboolean second_in_first = sim_pointer_within (root, first->pointer, second->pointer);
  gboolean first_in_second = sim_pointer_within (root, second->pointer, first->pointer);

  if (second->how != SIM_VARY_SET)
    return first_in_second && second_in_first;
  return first_in_second || (second_in_first && first->how == SIM_VARY_SET);
}

/* --- the scenario -------------------------------------------------------------------------- */

/* The draft with its own total alone in run.sizes: a variant needs no curve. */
static SimDraft *
own_size_alone (SimDraft *draft)
{
  g_autoptr (SimValue) arms = sim_draft_effective (draft, "/arms");
  double total = 0;

  for (guint i = 0; i < sim_value_length (arms); i++)
    total += sim_value_number (sim_value_get (sim_value_at (arms, i), "size"));
  if (!(total >= 4 && total <= SIM_MAX_TOTAL) || total != floor (total))
    return sim_draft_ref (draft); /* the check will say so */
  SimValue *items[] = { sim_value_new_number (total) };
  g_autoptr (SimValue) sizes = sim_value_new_list (items, 1);
  return sim_draft_set (draft, "/run/sizes", sizes, NULL);
}

SimScenario *
sim_vary_scenario (SimScenario *scenario, SimVary *const *axes, const guint *index, guint n,
                   GPtrArray *problems, GError **error)
{
  SimDraft *draft = sim_draft_ref (sim_scenario_draft (scenario));

  for (guint a = 0; a < n && draft != NULL; a++) {
    SimDraft *next = sim_vary_apply (axes[a], draft, index[a], error);
    sim_draft_unref (draft);
    draft = next;
  }
  if (draft == NULL)
    return NULL;
  g_autoptr (SimDraft) alone = own_size_alone (draft);
  sim_draft_unref (draft);
  return sim_scenario_check (alone, problems);
}

char *
sim_vary_problem (const GPtrArray *problems, const GError *error)
{
  const SimProblem *first = problems->len > 0 ? g_ptr_array_index (problems, 0) : NULL;

  return first != NULL ? g_strdup_printf ("%s: %s", first->pointer, first->message)
                       : g_strdup (error->message);
}

/* The one number that all in a value are; NaN where they differ, or it holds others. */
static double
common_number (const SimValue *value)
{
  guint n = sim_value_length (value);
  double number = n > 0 ? common_number (sim_value_at (value, 0)) : sim_value_number (value);

  for (guint i = 1; i < n; i++)
    if (common_number (sim_value_at (value, i)) != number)
      return NAN;
  return number;
}

/* The one number that all courses end in, of shares that add up over the visits; NaN where they
   differ. */
static double
common_end (const SimValue *value)
{
  guint n = sim_value_length (value);
  gboolean map = sim_value_kind (value) == SIM_VALUE_MAP;

  if (n == 0)
    return sim_value_number (value);
  double number = common_end (sim_value_at (value, map ? 0 : n - 1));
  for (guint i = 1; i < n && map; i++)
    if (common_end (sim_value_at (value, i)) != number)
      return NAN;
  return number;
}

double
sim_vary_planned (const SimVary *vary, SimDraft *draft)
{
  g_autoptr (SimValue) value = sim_draft_effective (draft, vary->pointer);

  if (vary->how == SIM_VARY_SET)
    return sim_vary_is_course (vary, draft) ? common_end (value) : common_number (value);
  return vary->how == SIM_VARY_SHIFT ? 0 : 1;
}
