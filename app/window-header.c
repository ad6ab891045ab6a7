/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * window-header.c - what the header gives up where the window is narrow or its text large, and the
 * buttons of files and of the run, which are icons then.
 */
#include "window-private.h"

#include <glib/gi18n.h>

#include "actions.h"
#include "theme.h"
#include "tooltip.h"

/* px by which a header must be wider than it needs before it has all its words. */
#define SPARE       40
#define TITLE_CHARS 10 /* at least, of the title */
#define TIGHT_CHARS 5
/* px that views have at least, where text has its usual size, with the largest in a window of
   900 px, and with that, or in the projector mode, beside a lesson; and the scale from which on
   text is large. */
#define ROOM_WIDTH 560
#define ROOM_MOST  860
#define ROOM_LEAST 400
#define LARGE      1.25
/* The longest of the button's labels, so that the header stays still. */
#define RUN_WIDTH 92

typedef struct {
  const char *label, *icon, *help;
} RunFace;

/* One button: what it does next follows from what the run is doing. */
static RunFace
face_of (SimRunState state)
{
  if (state == SIM_RUN_PAUSED)
    return (RunFace){ _ ("Continue"), "media-playback-start-symbolic",
                      _ ("Continue the simulation") };
  if (state == SIM_RUN_COMPLETE)
    return (RunFace){ _ ("More trials"), "list-add-symbolic",
                      _ ("Simulate ten times as many trials") };
  return (RunFace){ _ ("Pause"), "media-playback-pause-symbolic", _ ("Pause the simulation") };
}

static void
show_face (AppWindow *self, const RunFace *face)
{
  GtkButton *button = GTK_BUTTON (self->run_button);
  g_autofree char *tooltip = app_actions_tooltip ("win.run", face->help);

  if (self->tight) {
    gtk_button_set_icon_name (button, face->icon);
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    face->label, -1);
  } else {
    gtk_button_set_label (button, face->label); /* its accessible name as well */
  }
  gtk_widget_set_size_request (self->run_button, self->tight ? -1 : RUN_WIDTH, -1);
  app_tooltip_set (self->run_button, tooltip);
}

void
app_window_update_run_button (AppWindow *self)
{
  SimRunState state = app_run_state (self->run);
  RunFace face = face_of (state);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "run");

  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (action),
      state == SIM_RUN_RUNNING || state == SIM_RUN_PAUSED
          || (state == SIM_RUN_COMPLETE && app_run_target (self->run) < SIM_MAX_REPLICATES));
  if (self->run_label == face.label) /* one of the translated ones, which stay where they are */
    return;
  self->run_label = face.label;
  show_face (self, &face);
}

static int
header_width (AppWindow *self)
{
  int width;

  gtk_widget_measure (self->header, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
show_open (AppWindow *self, gboolean tight)
{
  if (!tight) {
    adw_split_button_set_label (self->open_button, _ ("Open"));
    return;
  }
  adw_split_button_set_icon_name (self->open_button, "document-open-symbolic");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->open_button))),
      GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Open"), -1);
}

static void
set_tight (AppWindow *self, gboolean tight)
{
  RunFace face = face_of (app_run_state (self->run));

  self->tight = tight;
  if (tight)
    gtk_widget_add_css_class (self->header, "tight");
  else
    gtk_widget_remove_css_class (self->header, "tight");
  gtk_label_set_width_chars (self->title, tight ? TIGHT_CHARS : TITLE_CHARS);
  show_open (self, tight);
  show_face (self, &face);
}

/* The names of the views go first; then the title may be cut, and the buttons of files and of
   the run are icons. What it needs with all of that is known from the moment when it gave it up. */
void
app_window_fit_header (AppWindow *self, int width)
{
  int bare;

  if (!gtk_widget_get_visible (self->header))
    return; /* it would seem to need nothing, and have room for every name */
  app_window_fit_switcher (self, width);
  bare = header_width (self) - app_window_names_width (self);
  if (!self->tight && width <= bare + SPARE / 2) {
    self->bare = bare;
    set_tight (self, TRUE);
  } else if (self->tight && width > self->bare + SPARE / 2) {
    set_tight (self, FALSE);
  }
}

/* The views: as wide as they need, but where text is large, or beside a lesson, they scroll rather
   than make the window wider. The scenario folds away before that. */
void
app_window_fit_room (AppWindow *self)
{
  double scale = app_theme_text_scale ();
  gboolean large = scale > LARGE;
  gboolean lesson = gtk_revealer_get_reveal_child (self->lesson);
  gboolean scrolls = large || lesson;

  gtk_scrolled_window_set_min_content_width (
      self->room, lesson && (large || self->projector) ? ROOM_LEAST
                  : lesson        ? ROOM_WIDTH
                                  : CLAMP ((int)(ROOM_WIDTH * scale), ROOM_WIDTH, ROOM_MOST));
  gtk_scrolled_window_set_policy (self->room, scrolls ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  large ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  app_window_fit_lesson (self);
}

/* Text of another size takes another width. */
static void
on_looks (AppWindow *self)
{
  app_window_fit_room (self);
  if (self->tight)
    set_tight (self, FALSE);
  app_window_fit_header (self, gtk_widget_get_width (GTK_WIDGET (self)));
}

void
app_window_init_header (AppWindow *self)
{
  app_window_update_run_button (self);
  app_window_fit_room (self);
  app_theme_watch (G_CALLBACK (on_looks), G_OBJECT (self));
}
