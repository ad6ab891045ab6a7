/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pins.c - the list of pinned scenarios, and what they are called.
 */
#include "pins.h"

#include <glib/gi18n.h>
#include <string.h>

struct _AppPins {
  GObject parent_instance;

  GPtrArray *pins; /* of AppPin */
  guint last_id;
};

G_DEFINE_FINAL_TYPE (AppPins, app_pins, G_TYPE_OBJECT)

static guint changed_signal, renamed_signal;

static void
free_pin (gpointer data)
{
  AppPin *pin = data;

  sim_scenario_unref (pin->scenario);
  g_free (pin->name);
  g_free (pin);
}

guint
app_pins_n (AppPins *self)
{
  return self->pins->len;
}

const AppPin *
app_pins_get (AppPins *self, guint index)
{
  return g_ptr_array_index (self->pins, index);
}

const AppPin *
app_pins_find (AppPins *self, guint id)
{
  for (guint i = 0; i < self->pins->len; i++)
    if (app_pins_get (self, i)->id == id)
      return app_pins_get (self, i);
  return NULL;
}

GPtrArray *
app_pins_differences (SimScenario *pinned, SimScenario *other)
{
  GPtrArray *differences = sim_scenario_differences (pinned, other);

  for (guint i = differences->len; i-- > 0;)
    if (((const SimDifference *) g_ptr_array_index (differences, i))->stage <= SIM_STAGE_LENGTH)
      g_ptr_array_remove_index (differences, i);
  return differences;
}

/* The same but for what is behind the last "/". */
static gboolean
same_parent (const char *one, const char *other)
{
  const char *end = strrchr (one, '/');

  return end != NULL && strncmp (one, other, (gsize) (end + 1 - one)) == 0
         && strchr (other + (end + 1 - one), '/') == NULL;
}

const SimDifference *
app_pins_only (const GPtrArray *differences)
{
  const SimDifference *last
      = differences->len > 0 ? g_ptr_array_index (differences, differences->len - 1) : NULL;

  if (last == NULL || differences->len == 1)
    return last;
  if (!g_str_has_prefix (last->pointer, "/dropout/"))
    return NULL;
  for (guint i = 0; i + 1 < differences->len; i++) {
    const SimDifference *difference = g_ptr_array_index (differences, i);
    if (!same_parent (last->pointer, difference->pointer))
      return NULL;
  }
  return last;
}

/* What follows the analysis, which has no name but its id; NULL where there are several. */
static const char *
of_only_analysis (SimScenario *scenario, const SimDifference *difference)
{
  const SimValue *analyses = sim_value_get (sim_scenario_expanded (scenario), "analyses");
  const char *end = g_str_has_prefix (difference->pointer, "/analyses/")
                            && sim_value_length (analyses) == 1
                        ? strstr (difference->what, ": ")
                        : NULL;

  return end != NULL ? end + strlen (": ") : NULL;
}

const char *
app_pins_what (SimScenario *scenario, const SimDifference *difference)
{
  const char *of_analysis = of_only_analysis (scenario, difference);
  const char *name = sim_scenario_shown (scenario, "/outcomes/0/name");
  g_autofree char *prefix = name != NULL ? g_strconcat (name, ": ", NULL) : NULL;

  if (of_analysis != NULL)
    return of_analysis;
  if (prefix == NULL || sim_scenario_n_outcomes (scenario) != 1
      || !g_str_has_prefix (difference->what, prefix))
    return difference->what;
  return difference->what + strlen (prefix);
}

/* "Dropout: 20 %", "Dropout: 20 % and 2 more"; NULL where nothing differs. */
static char *
difference_words (SimScenario *before, SimScenario *scenario)
{
  g_autoptr (GPtrArray) differences = app_pins_differences (before, scenario);
  const SimDifference *only = app_pins_only (differences), *first;
  g_autofree char *words = NULL;

  if (differences->len == 0)
    return NULL;
  first = only != NULL ? only : g_ptr_array_index (differences, 0);
  words = g_strdup_printf ("%s: %s", app_pins_what (scenario, first),
                           first->b != NULL ? first->b : "–");
  if (only != NULL)
    return g_steal_pointer (&words);
  /* Translators: a setting with its value, and how many other settings differ */
  return g_strdup_printf (_ ("%s and %u more"), words, differences->len - 1);
}

static char *
name_for (AppPins *self, SimScenario *scenario)
{
  const char *title = sim_scenario_title (scenario);
  const AppPin *before = self->pins->len > 0 ? app_pins_get (self, self->pins->len - 1) : NULL;
  g_autofree char *words = NULL;

  if (title[0] == '\0')
    title = _ ("Untitled");
  if (before != NULL
      && g_strcmp0 (sim_scenario_title (before->scenario), sim_scenario_title (scenario)) == 0)
    words = difference_words (before->scenario, scenario);
  return g_strdup (words != NULL ? words : title);
}

static guint
free_slot (AppPins *self)
{
  gboolean taken[APP_MAX_PINS + 1] = { FALSE };
  guint slot = 1;

  for (guint i = 0; i < self->pins->len; i++)
    taken[app_pins_get (self, i)->slot] = TRUE;
  while (taken[slot])
    slot++;
  return slot;
}

guint
app_pins_add (AppPins *self, SimScenario *scenario, GError **error)
{
  AppPin *pin;

  for (guint i = 0; i < self->pins->len; i++) {
    const AppPin *other = app_pins_get (self, i);
    if (g_str_equal (sim_scenario_hash (other->scenario), sim_scenario_hash (scenario))) {
      g_set_error (error, SIM_ERROR, SIM_ERROR_USAGE,
                   _ ("This scenario is pinned already, as “%s”"), other->name);
      return 0;
    }
  }
  if (self->pins->len == APP_MAX_PINS) {
    g_set_error (error, SIM_ERROR, SIM_ERROR_LIMIT,
                 _ ("%u scenarios are pinned; remove one to pin another"), APP_MAX_PINS);
    return 0;
  }
  pin = g_new0 (AppPin, 1);
  pin->id = ++self->last_id;
  pin->slot = free_slot (self);
  pin->name = name_for (self, scenario);
  pin->scenario = sim_scenario_ref (scenario);
  g_ptr_array_add (self->pins, pin);
  g_signal_emit (self, changed_signal, 0);
  return pin->id;
}

void
app_pins_remove (AppPins *self, guint id)
{
  const AppPin *pin = app_pins_find (self, id);

  if (pin == NULL)
    return;
  g_ptr_array_remove (self->pins, (gpointer) pin);
  g_signal_emit (self, changed_signal, 0);
}

void
app_pins_rename (AppPins *self, guint id, const char *name)
{
  AppPin *pin = (AppPin *) app_pins_find (self, id);
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (pin == NULL || stripped[0] == '\0' || g_str_equal (stripped, pin->name))
    return;
  g_free (pin->name);
  pin->name = g_steal_pointer (&stripped);
  g_signal_emit (self, renamed_signal, 0);
}

char *
app_pins_write (AppPins *self)
{
  static const char *const keys[] = { "name", "scenario" };
  SimValue *items[APP_MAX_PINS];
  g_autoptr (SimValue) list = NULL;

  for (guint i = 0; i < self->pins->len; i++) {
    const AppPin *pin = app_pins_get (self, i);
    const SimValue *root = sim_draft_root (sim_scenario_draft (pin->scenario));
    SimValue *values[] = { sim_value_new_text (pin->name), sim_value_ref (root) };
    items[i] = sim_value_new_map (keys, values, G_N_ELEMENTS (keys));
  }
  list = sim_value_new_list (items, self->pins->len);
  return sim_json_write (list);
}

/* FALSE if it is no pin, or has no place any more. */
static gboolean
read_pin (AppPins *self, const SimValue *item)
{
  const char *name = sim_value_text (sim_value_get (item, "name"));
  const SimValue *root = sim_value_get (item, "scenario");
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimDraft) draft = root != NULL ? sim_draft_new (root, NULL) : NULL;
  g_autoptr (SimScenario) scenario = draft != NULL ? sim_scenario_check (draft, problems) : NULL;
  g_autoptr (GError) error = NULL;
  guint id = scenario != NULL ? app_pins_add (self, scenario, &error) : 0;

  if (id > 0 && name != NULL)
    app_pins_rename (self, id, name);
  return id > 0 || g_error_matches (error, SIM_ERROR, SIM_ERROR_USAGE); /* it is here already */
}

guint
app_pins_read (AppPins *self, const char *text)
{
  g_autoptr (GPtrArray) problems = sim_problems_new ();
  g_autoptr (SimValue) list = sim_json_parse (text, strlen (text), NULL, problems);
  guint n = sim_value_length (list), lost = 0;

  if (sim_value_kind (list) != SIM_VALUE_LIST)
    return 1;
  for (guint i = 0; i < n; i++)
    lost += read_pin (self, sim_value_at (list, i)) ? 0 : 1;
  return lost;
}

static void
app_pins_finalize (GObject *object)
{
  g_ptr_array_unref (APP_PINS (object)->pins);
  G_OBJECT_CLASS (app_pins_parent_class)->finalize (object);
}

static void
app_pins_class_init (AppPinsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = app_pins_finalize;
  changed_signal = g_signal_new ("changed", APP_TYPE_PINS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  renamed_signal = g_signal_new ("renamed", APP_TYPE_PINS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
app_pins_init (AppPins *self)
{
  self->pins = g_ptr_array_new_with_free_func (free_pin);
}

AppPins *
app_pins_new (void)
{
  return g_object_new (APP_TYPE_PINS, NULL);
}
