// Small parts of reading activities. Private to activities.cc.
#pragma once

#include <string>

#include "importer/reading.h"

namespace lofte::importer {

// `Invoicing: to send ..` is named by its label.
Text NameOfItem(const Unit& unit);
// Is a heading that of a right, as `Objecting to processing`?
bool NamesRight(const std::string& heading, LanguageSet languages);
// Rules of one activity that two sections say alike are one: that of the sheet, else the first.
bool IsSameRule(const Retention& a, const Retention& b);
// Whom a short unit under an activity names.
void NoteSubjects(const Unit& unit, Activity& activity);

}  // namespace lofte::importer
