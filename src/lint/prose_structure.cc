// What is left of lists, tables, sections and languages.
#include <algorithm>
#include <map>

#include "lint/prose_rules.h"

namespace lofte::lint {
namespace {

bool IsActivity(const importer::Facts& facts, const std::string& heading) {
  return std::any_of(facts.activities.begin(), facts.activities.end(), [&](const importer::Activity& activity) {
    const auto& also = activity.aliases;
    return IsSameName(activity.name, heading) ||
           std::any_of(also.begin(), also.end(), [&](const auto& alias) { return IsSameName(alias, heading); });
  });
}

// The list may be the sections that follow: parts of its own section, or processings by their headings.
bool GoesOnInSections(const importer::Facts& facts, const importer::AnnouncedList& list) {
  const auto behind = [](std::size_t begin, const importer::Section& section) { return begin < section.place.begin; };
  const auto next = std::upper_bound(facts.sections.begin(), facts.sections.end(), list.place.begin, behind);
  if (next == facts.sections.end()) return false;
  const bool is_part = next != facts.sections.begin() && next->level > std::prev(next)->level;
  return is_part || (next->place.line <= list.place.line + 2 && IsActivity(facts, next->heading));
}

void FindEmptyLists(Prose& prose) {
  for (const importer::AnnouncedList& list : prose.facts().lists)
    if (list.items == 0 && !GoesOnInSections(prose.facts(), list))
      prose.Add("LIST-EMPTY", "a list is announced here, and there is none", {OriginOf(list.place)});
}

// Plain text tells no levels: there two headings in a row may be a section and its first part.
bool KnowsLevels(const std::vector<importer::Section>& sections) {
  return std::any_of(sections.begin(), sections.end(), [&](const auto& section) { return section.level != sections.front().level; });
}

bool OnlyAsks(const std::vector<const Statement*>& statements) {
  const auto asks = [](const Statement* of) { return !of->text.empty() && of->text.back() == '?'; };
  return !statements.empty() && std::all_of(statements.begin(), statements.end(), asks);
}

bool HasNothing(const Prose& prose, std::size_t section) {
  return prose.facts().sections[section].statements == 0 && prose.InSection(section).empty();
}

// Nothing under it, and no part of it either. What tells of a processing is never empty: its parts may be tables. Several such in a row are
// a table of contents, or short lines that only look like headings.
bool IsLeftEmpty(const Prose& prose, std::size_t section, bool knows_levels) {
  const auto& sections = prose.facts().sections;
  const bool is_last = section + 1 == sections.size();
  const bool has_parts = !is_last && (!knows_levels || sections[section + 1].level > sections[section].level);
  const bool is_in_a_row = HasNothing(prose, section - 1) || (!is_last && HasNothing(prose, section + 1));
  return HasNothing(prose, section) && !has_parts && !is_in_a_row && !IsActivity(prose.facts(), sections[section].heading);
}

void FindEmptySections(Prose& prose) {
  const auto& sections = prose.facts().sections;
  const bool knows_levels = KnowsLevels(sections);
  for (std::size_t i = 1; i < sections.size(); ++i) {
    const std::vector<const Statement*>& in = prose.InSection(i);
    if (IsLeftEmpty(prose, i, knows_levels)) {
      // A line that is followed by another heading may be none itself; the last of a text has no such excuse.
      prose.AddAs(i + 1 == sections.size() ? Severity::kError : Severity::kWarning, "SECTION-EMPTY",
                  "there is nothing under `" + sections[i].heading + "`", {OriginOf(sections[i].place)});
    } else if (OnlyAsks(in)) {
      prose.Add("SECTION-EMPTY", "`" + sections[i].heading + "` asks, and has no answer",
                Joined({OriginOf(sections[i].place)}, PlacesOf(in)));
    }
  }
}

void FindLanguages(Prose& prose) {
  constexpr std::size_t kLeastShare = 20;  // percent
  constexpr std::size_t kMostPlaces = 20;
  std::map<std::string, std::vector<const Statement*>> by_language;
  std::size_t all = 0;
  for (const Statement& statement : prose.facts().statements) {
    if (statement.language.empty()) continue;
    by_language[statement.language].push_back(&statement);
    ++all;
  }
  for (const auto& [language, statements] : by_language) {
    if (language == prose.facts().language || statements.size() * 100 < all * kLeastShare) continue;
    const auto shown = static_cast<std::ptrdiff_t>(std::min(statements.size(), kMostPlaces));
    prose.Add("LANG-MIXED",
              std::to_string(statements.size()) + " of " + std::to_string(all) + " sentences are in `" + language + "`, the rest in others",
              PlacesOf({statements.begin(), statements.begin() + shown}));
  }
}

void FindTables(Prose& prose) {
  const Places places = OriginsOf(prose.facts().glued_tables);
  if (!places.empty()) prose.Add("TABLE-FLATTENED", "the cells of a table stand in one word", places);
}

void FindMarks(Prose& prose) {
  const Places places = OriginsOf(prose.facts().double_marks);
  if (!places.empty()) prose.Add("LIST-GLYPHS", "items have two marks in front", places);
}

void FindLeftOut(Prose& prose) {
  for (const importer::LeftOut& of : prose.facts().left_out)
    prose.Add("TEXT-CUT",
              "the text has more " + of.what + " than a draft holds: " + std::to_string(of.count) + " are left out from here on",
              {OriginOf(of.place)});
}

bool IsBlankName(std::string_view name) {
  const auto is_blank = [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || c == ' ' || c == '-'; };
  return name.size() >= 3 && name.size() <= 60 && std::all_of(name.begin(), name.end(), is_blank);
}

// `XXXX` by itself, and not what people see as `"Player XXXX"`.
bool HasCrosses(const std::string& text) {
  const std::size_t at = text.find("XXXX");
  if (at == std::string::npos) return false;
  return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '"') % 2 == 0;
}

// `[COMPANY NAME]`, `{{ company }}`, `XXXX`: what a template leaves to fill in.
bool HasBlank(const std::string& text) {
  if (text.find("{{") != std::string::npos || HasCrosses(text) || text.find("____") != std::string::npos) return true;
  for (std::size_t open = text.find('['); open != std::string::npos; open = text.find('[', open + 1)) {
    const std::size_t close = text.find(']', open);
    if (close != std::string::npos && IsBlankName(std::string_view(text).substr(open + 1, close - open - 1))) return true;
  }
  return false;
}

void FindBlanks(Prose& prose) {
  for (const Statement& statement : prose.facts().statements)
    if (HasBlank(statement.text) || Has(statement, {"doc.fill_in"}))
      prose.Add("PLACEHOLDER-LEFT", "a blank of a template is left", {OriginOf(statement.place)});
}

}  // namespace

void FindStructure(Prose& prose) {
  FindEmptyLists(prose);
  FindEmptySections(prose);
  FindLanguages(prose);
  FindTables(prose);
  FindMarks(prose);
  FindBlanks(prose);
  FindLeftOut(prose);
}

}  // namespace lofte::lint
