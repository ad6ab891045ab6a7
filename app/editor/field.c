/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field.c - what all controls of the editor have in common.
 */
#include "editor/field.h"

#include <string.h>

#include <glib/gi18n.h>

#include "editor/basis.h"
#include "editor/edit.h"
#include "editor/number.h"
#include "editor/options.h"
#include "tooltip.h"

typedef struct {
  AppDocument *document;
  char *pointer;
  char *key;          /* pointer, or below it the item that the field is about */
  char *name;
  char *said;         /* what is spoken after the name, or NULL */
  gboolean whole;     /* what stands below pointer is not this field's */
  char *group;        /* of edits that are one step of undo */
  char *complaint;    /* what is shown: about text that is not in the draft, else its problem */
  GtkWidget *box;     /* of the mark and the control; the child */
  GtkWidget *control; /* in box */
  GtkWidget *basis;   /* in box; NULL if the value has no mark */
  gboolean locked;    /* by a lesson */
} AppFieldPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AppField, app_field, ADW_TYPE_BIN)

enum { PROP_DOCUMENT = 1, PROP_POINTER, PROP_NAME, N_PROPS };
enum { COMPLAINT_CHANGED, N_SIGNALS };
static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static AppFieldPrivate *
get (AppField *self)
{
  return app_field_get_instance_private (self);
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  AppFieldPrivate *priv = get (APP_FIELD (object));

  if (id == PROP_DOCUMENT) {
    priv->document = g_value_dup_object (value);
  } else if (id == PROP_POINTER) {
    priv->pointer = g_value_dup_string (value);
    priv->key = g_strdup (priv->pointer);
    priv->group = g_strconcat ("field:", priv->pointer, NULL);
  } else if (id == PROP_NAME) {
    priv->name = g_value_dup_string (value);
  } else {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  }
}

static void
finalize (GObject *object)
{
  AppFieldPrivate *priv = get (APP_FIELD (object));

  g_clear_object (&priv->document);
  g_free (priv->pointer);
  g_free (priv->key);
  g_free (priv->name);
  g_free (priv->said);
  g_free (priv->group);
  g_free (priv->complaint);
  G_OBJECT_CLASS (app_field_parent_class)->finalize (object);
}

/* What was typed in it goes with it; with the whole window goes the document. */
static void
unroot (GtkWidget *widget)
{
  AppFieldPrivate *priv = get (APP_FIELD (widget));
  gboolean whole = gtk_widget_in_destruction (GTK_WIDGET (gtk_widget_get_root (widget)));

  GTK_WIDGET_CLASS (app_field_parent_class)->unroot (widget);
  if (!whole)
    app_document_set_unread (priv->document, priv->pointer, NULL);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  AppFieldPrivate *priv = get (APP_FIELD (widget));

  return priv->control != NULL && gtk_widget_grab_focus (priv->control);
}

static void
app_field_class_init (AppFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->set_property = set_property;
  object_class->finalize = finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  GTK_WIDGET_CLASS (klass)->unroot = unroot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "field");
  props[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, APP_TYPE_DOCUMENT, flags);
  props[PROP_POINTER] = g_param_spec_string ("pointer", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("field-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[COMPLAINT_CHANGED] = g_signal_new ("complaint-changed", APP_TYPE_FIELD, G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
app_field_init (AppField *self)
{
  AppFieldPrivate *priv = get (self);

  priv->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  adw_bin_set_child (ADW_BIN (self), priv->box);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  /* The control fills the field, and the row says how wide the field is. */
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
}

AppField *
app_field_new (AppDocument *document, const char *pointer, const char *name)
{
  const SimValue *root = sim_draft_root (app_document_draft (document));
  const SimField *row = sim_field_find (root, pointer);

  if (row == NULL)
    return NULL;
  switch (row->kind) {
  case SIM_FIELD_INT:
  case SIM_FIELD_REAL:
    if ((row->per & SIM_PER_EACH) != 0)
      return app_field_list_new (document, pointer, name);
    return app_options_few_numbers (row) ? app_field_choice_new (document, pointer, name)
                                         : app_field_number_new (document, pointer, name);
  case SIM_FIELD_TEXT:
  case SIM_FIELD_ID:
    return app_field_text_new (document, pointer, name);
  case SIM_FIELD_ENUM:
  case SIM_FIELD_REF:
    return app_field_choice_new (document, pointer, name);
  case SIM_FIELD_BOOL:
    return app_field_switch_new (document, pointer, name);
  case SIM_FIELD_LIST:
    if (row->fields == NULL && (row->item == SIM_FIELD_INT || row->item == SIM_FIELD_REAL))
      return app_field_list_new (document, pointer, name);
    return NULL;
  case SIM_FIELD_RECORD:
  case SIM_FIELD_MAP:
  case SIM_FIELD_ONE_OF:
  case SIM_FIELD_MATRIX:
  case SIM_FIELD_ANY:
  default:
    return NULL;
  }
}

AppDocument *
app_field_document (AppField *self)
{
  return get (self)->document;
}

const char *
app_field_pointer (AppField *self)
{
  return get (self)->pointer;
}

const char *
app_field_key (AppField *self)
{
  return get (self)->key;
}

void
app_field_set_item (AppField *self, const char *item)
{
  AppFieldPrivate *priv = get (self);

  g_free (priv->key);
  priv->key = sim_pointer_join (priv->pointer, item);
}

const char *
app_field_name (AppField *self)
{
  return get (self)->name;
}

/* Of a menu button the one within has the focus, and no value for screen readers. */
static void
speak (AppField *self)
{
  AppFieldPrivate *priv = get (self);
  g_autofree char *both
      = g_strconcat (priv->name, priv->said != NULL ? ", " : NULL, priv->said, NULL);
  GtkAccessible *within;

  if (priv->control == NULL)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  priv->name, -1);
  if (!GTK_IS_MENU_BUTTON (priv->control))
    return;
  within = GTK_ACCESSIBLE (gtk_widget_get_first_child (priv->control));
  /* GTK labels it by the other, whose name would follow. */
  gtk_accessible_reset_relation (within, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (within, GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
}

void
app_field_set_said (AppField *self, const char *said)
{
  AppFieldPrivate *priv = get (self);

  g_free (priv->said);
  priv->said = g_strdup (said);
  speak (self);
}

void
app_field_set_name (AppField *self, const char *name)
{
  AppFieldPrivate *priv = get (self);
  char *copy = NULL;

  if (g_strcmp0 (name, priv->name) == 0)
    return;
  copy = g_strdup (name);
  g_free (priv->name);
  priv->name = copy;
  speak (self);
  if (priv->basis != NULL)
    app_basis_set_name (priv->basis, name);
}

const SimField *
app_field_row (AppField *self)
{
  AppFieldPrivate *priv = get (self);

  return sim_field_find (sim_draft_root (app_document_draft (priv->document)), priv->pointer);
}

SimValue *
app_field_value (AppField *self)
{
  AppFieldPrivate *priv = get (self);

  return app_edit_value (app_document_draft (priv->document), priv->pointer);
}

const char *
app_field_shown (AppField *self, const char *text)
{
  return sim_shown_text (sim_draft_root (app_document_draft (get (self)->document)), text);
}

/* Messages follow a pointer elsewhere and so begin small; here they stand alone. */
static char *
as_sentence (const char *message)
{
  g_autofree char *first = g_utf8_substring (message, 0, g_utf8_strlen (message, 1));
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, message + strlen (first), NULL);
}

/* The problem's sentence; a proportion that is shown in percent speaks of percent. */
static char *
problem_sentence (AppField *self, const SimProblem *problem)
{
  const SimField *row = app_field_row (self);
  g_autoptr (SimValue) value = app_field_value (self);

  if (problem->code == SIM_ERROR_RANGE && app_number_in_percent (row)
      && sim_value_kind (value) == SIM_VALUE_NUMBER) {
    g_autofree char *found = app_number_format (sim_value_number (value), TRUE);
    g_autofree char *allowed = app_number_allowed (row);

    return g_strdup_printf (_ ("Found %s %%; allowed: %s"), found, allowed);
  }
  g_autofree char *message = app_number_problem (problem);
  return as_sentence (message);
}

static const SimProblem *
own_problem (AppField *self)
{
  AppFieldPrivate *priv = get (self);
  GPtrArray *problems = app_document_problems (priv->document);

  if (!priv->whole)
    return app_document_problem_at (priv->document, priv->pointer);
  for (guint i = 0; i < problems->len; i++) {
    const SimProblem *problem = g_ptr_array_index (problems, i);

    if (g_str_equal (problem->pointer, priv->pointer))
      return problem;
  }
  return NULL;
}

static void
update_complaint (AppField *self)
{
  AppFieldPrivate *priv = get (self);
  const char *unread = app_document_unread (priv->document, priv->pointer);
  const SimProblem *problem = own_problem (self);
  char *complaint = NULL;
  gboolean bad = FALSE;

  if (unread != NULL)
    complaint = g_strdup (unread);
  else if (problem != NULL)
    complaint = problem_sentence (self, problem);
  if (g_strcmp0 (complaint, priv->complaint) == 0) {
    g_free (complaint);
    return;
  }
  g_free (priv->complaint);
  priv->complaint = complaint;
  bad = complaint != NULL;
  if (bad)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  if (priv->control != NULL) {
    gtk_accessible_update_state (GTK_ACCESSIBLE (priv->control), GTK_ACCESSIBLE_STATE_INVALID,
                                 bad ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                                 -1);
    gtk_accessible_update_property (GTK_ACCESSIBLE (priv->control),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, bad ? complaint : "", -1);
  }
  g_signal_emit (self, signals[COMPLAINT_CHANGED], 0);
}

/* A lesson keeps it as it is: after the refresh, which may have a say of its own. */
static void
update_lock (AppField *self)
{
  AppFieldPrivate *priv = get (self);
  AppFieldClass *klass = APP_FIELD_GET_CLASS (self);

  priv->locked = app_document_has_locks (priv->document)
                 && (app_document_lock (priv->document, priv->pointer) != NULL
                     || (klass->held != NULL && klass->held (self)));
  if (priv->locked && priv->control != NULL)
    gtk_widget_set_sensitive (priv->control, FALSE);
  /* What the control says of itself would hide that. */
  if (priv->control != NULL && app_tooltip_get (priv->control) != NULL)
    gtk_widget_set_has_tooltip (priv->control, !priv->locked);
  app_tooltip_set (
      GTK_WIDGET (self), priv->locked ? _ ("Locked in this step of the lesson") : NULL);
}

void
app_field_refresh (AppField *self)
{
  AppFieldClass *klass = APP_FIELD_GET_CLASS (self);

  AppFieldPrivate *priv = get (self);

  if (priv->locked && priv->control != NULL)
    gtk_widget_set_sensitive (priv->control, TRUE);
  update_complaint (self); /* what was typed may belong to another document */
  klass->refresh (self);
  update_complaint (self);
  update_lock (self);
  if (priv->basis != NULL)
    app_basis_refresh (priv->basis);
}

void
app_field_commit (AppField *self)
{
  AppFieldClass *klass = APP_FIELD_GET_CLASS (self);

  if (klass->commit != NULL)
    klass->commit (self);
}

const char *
app_field_complaint (AppField *self)
{
  return get (self)->complaint;
}

/* The length of place if pointer is it or leads below it, else 0. */
static gsize
leads_below (const char *pointer, const char *place, gboolean whole)
{
  gsize n = strlen (place);

  return strncmp (pointer, place, n) == 0
                 && (pointer[n] == '\0' || (pointer[n] == '/' && !whole))
             ? n
             : 0;
}

gsize
app_field_covers (AppField *self, const char *pointer)
{
  AppFieldPrivate *priv = get (self);
  gsize n = leads_below (pointer, priv->key, priv->whole);

  return n > 0 ? n : leads_below (pointer, priv->pointer, priv->whole);
}

void
app_field_set_whole (AppField *self)
{
  get (self)->whole = TRUE;
}

static gboolean
on_basis_key (GtkWidget *widget, GVariant *args, gpointer basis)
{
  app_basis_open (basis);
  return GDK_EVENT_STOP;
}

void
app_field_add_basis (AppField *self)
{
  AppFieldPrivate *priv = get (self);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (GDK_KEY_i, GDK_CONTROL_MASK);
  GtkShortcutAction *action = NULL;

  priv->basis = app_basis_new (priv->document, priv->pointer, priv->name);
  gtk_box_prepend (GTK_BOX (priv->box), priv->basis);
  action = gtk_callback_action_new (on_basis_key, priv->basis, NULL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (trigger, action));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
app_field_set_control (AppField *self, GtkWidget *control, GtkWidget *holder)
{
  AppFieldPrivate *priv = get (self);
  const SimField *row = app_field_row (self);

  priv->control = control;
  gtk_widget_set_hexpand (holder != NULL ? holder : control, TRUE);
  gtk_box_append (GTK_BOX (priv->box), holder != NULL ? holder : control);
  speak (self);
  if (row != NULL && row->help != NULL && row->help[0] != '\0')
    app_tooltip_set (control, _ (row->help));
}

GtkWidget *
app_field_control (AppField *self)
{
  return get (self)->control;
}

void
app_field_set_unreadable (AppField *self, const char *sentence)
{
  AppFieldPrivate *priv = get (self);

  app_document_set_unread (priv->document, priv->pointer, sentence);
  update_complaint (self);
}

void
app_field_take_back (AppField *self)
{
  AppFieldPrivate *priv = get (self);
  SimScenario *valid = app_document_scenario (priv->document);
  g_autoptr (SimValue) value
      = valid != NULL ? app_edit_value (sim_scenario_draft (valid), priv->pointer) : NULL;

  app_field_set_unreadable (self, NULL);
  if (own_problem (self) != NULL && value != NULL)
    app_field_set_value (self, value);
  app_field_end_edit (self);
}

void
app_field_set_value (AppField *self, const SimValue *value)
{
  AppFieldPrivate *priv = get (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SimDraft) draft
      = app_edit_set (app_document_draft (priv->document), priv->pointer, value, &error);

  if (draft != NULL)
    app_document_apply (priv->document, draft, priv->name, priv->group);
  app_field_set_unreadable (self, draft != NULL ? NULL : error->message);
}

void
app_field_end_edit (AppField *self)
{
  app_document_end_group (get (self)->document);
}
