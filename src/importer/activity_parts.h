// Parts of reading activities. Private to activity_list.cc, activity_sections.cc and activities.cc. GiveRetention stands in
// activity_retention.cc.
#pragma once

#include <string>
#include <vector>

#include "importer/reading.h"

namespace lofte::importer {

// What a paragraph is about by its beginning: a short first sentence, or the words in front of what is done: `When you order`.
Text LeadOf(const Unit& unit);
// `Invoicing: to send ..` is named by its label.
Text NameOfItem(const Unit& unit);
// `Consent (Article 6(1)(a)): when you ..`: is the label of an item a legal basis?
bool LabelIsBasis(const Unit& unit);
bool LabelIsArticle(const Unit& unit);  // with its article, so that it cannot be the name of a purpose
// Does a heading say `privacy policy`: the title of all?
bool NamesPolicy(const std::string& heading, LanguageSet languages);
// Is it the name of a legal basis, of a few words: `Consent`?
bool NamesBasis(const std::string& heading, LanguageSet languages);
// Is a heading that of a right, as `Objecting to processing`?
bool NamesRight(const std::string& heading, LanguageSet languages);
// Gives each retention rule of the text to its activity: that of the unit where it stands, else the one its words are like. Rules of one
// activity that two sections say alike are one: that of the sheet, else the first. `activity_of`: for each unit, -1 for none.
void GiveRetention(Reading& reading, const std::vector<int>& activity_of);
// Whom a short unit under an activity names.
void NoteSubjects(const Unit& unit, Activity& activity);

}  // namespace lofte::importer
