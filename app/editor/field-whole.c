/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * field-whole.c - a field without a control: the place where a sentence about a record or a list as
 * a whole stands, such as levels whose prevalences do not add up.
 */
#include "editor/field.h"

#define APP_TYPE_FIELD_WHOLE (app_field_whole_get_type ())
G_DECLARE_FINAL_TYPE (AppFieldWhole, app_field_whole, APP, FIELD_WHOLE, AppField)

struct _AppFieldWhole {
  AppField parent_instance;
};

G_DEFINE_FINAL_TYPE (AppFieldWhole, app_field_whole, APP_TYPE_FIELD)

static void
refresh (AppField *field)
{
}

static void
app_field_whole_class_init (AppFieldWholeClass *klass)
{
  APP_FIELD_CLASS (klass)->refresh = refresh;
}

static void
app_field_whole_init (AppFieldWhole *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

AppField *
app_field_whole_new (AppDocument *document, const char *pointer, const char *name)
{
  AppField *self = g_object_new (APP_TYPE_FIELD_WHOLE, "document", document, "pointer", pointer,
                                 "field-name", name, NULL);

  app_field_set_whole (self);
  app_field_refresh (self);
  return self;
}
