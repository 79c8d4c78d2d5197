// Sheets: what is said of one thing, line by line, each begun by a label that has lost its colon: `Purpose To answer ..`. The labels are
// told by coming again and again.
#include <algorithm>
#include <map>
#include <set>

#include "importer/lines.h"

namespace lofte::importer {
namespace {

constexpr std::size_t kMostLabelTokens = 6;
constexpr int kLeastTimes = 2;
constexpr std::size_t kLeastLabels = 3;

bool OpensValue(std::string_view text, std::size_t from, std::size_t until) {
  return text.substr(from, until - from).find_first_of("([-") != std::string_view::npos;
}

// The tokens of a label at the start of the line, if a value follows that begins afresh: with a capital, a digit, a bracket or a dash; or
// nothing follows but a dash. 0: there is none.
std::size_t LabelTokens(const Line& line) {
  const bool marked = line.heading && (line.level < 7 || !line.number.empty());
  if (marked || line.table >= 0 || line.item) return 0;
  std::size_t last = 0;
  for (const Hit& hit : line.hits) {
    if (hit.first == 0 && IsLabel(hit.concept_id)) last = std::max(last, hit.last);
  }
  const std::string& text = line.run.text;
  const auto opens = [&](std::size_t token) {
    return line.tokens[token].capital || line.tokens[token].number ||
           OpensValue(text, line.tokens[token - 1].end, line.tokens[token].begin);
  };
  if (last == 0) return 0;
  // A label goes on in small letters: `Data categories and groups`.
  while (last < line.tokens.size() && last < kMostLabelTokens && !opens(last)) ++last;
  if (last == line.tokens.size()) return OpensValue(text, line.tokens[last - 1].end, text.size()) ? last : 0;
  return opens(last) && text[line.tokens[last - 1].end] == ' ' ? last : 0;
}

std::string LabelText(const Line& line, std::size_t tokens) { return Fold(line.run.text.substr(0, line.tokens[tokens - 1].end)); }

// Labels that come often enough, of enough kinds.
std::set<std::string> LabelsOfSheets(const std::vector<Line>& lines) {
  std::map<std::string, int> times;
  for (const Line& line : lines) {
    const std::size_t tokens = LabelTokens(line);
    if (tokens > 0) ++times[LabelText(line, tokens)];
  }
  std::set<std::string> labels;
  for (const auto& [label, count] : times) {
    if (count >= kLeastTimes) labels.insert(label);
  }
  return labels.size() >= kLeastLabels ? labels : std::set<std::string>();
}

void MarkLabel(Line& line, std::size_t tokens) {
  line.label_end = line.tokens[tokens - 1].end;
  line.value = std::min(line.label_end + 1, line.run.text.size());
  line.topics.clear();
  for (const Hit& hit : line.hits) {
    if (IsLabel(hit.concept_id) && hit.first == 0) line.topics.push_back(hit.concept_id);
  }
}

// What a walk over the lines finds: for each line the number of its sheet, or -1; for each sheet its first line.
struct Walk {
  std::vector<int> sheet_of;
  std::vector<std::size_t> begins;
  std::vector<std::set<Concept>> kinds;  // of the labels in a sheet: purpose, basis, ..
};

Concept KindOf(const Line& line) {
  for (const Hit& hit : line.hits) {
    if (hit.first == 0 && IsLabel(hit.concept_id)) return hit.concept_id;
  }
  return -1;
}

bool IsMarkedHeading(const Line& line) { return line.heading && (line.level < 7 || !line.number.empty()); }

// A sheet begins where a label comes that it has already, and is named by the line before.
Walk WalkOver(const std::vector<Line>& lines, const std::set<std::string>& labels) {
  Walk walk;
  walk.sheet_of.assign(lines.size(), -1);
  std::set<std::string> seen;
  int sheet = -1;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t tokens = LabelTokens(lines[i]);
    const std::string label = tokens > 0 ? LabelText(lines[i], tokens) : "";
    if (label.empty() || labels.count(label) == 0) {
      // After a blank line, `Your rights` is no part of what the sheet is about.
      const bool apart = i > 0 && lines[i].run.line > lines[i - 1].run.line + 1;
      if (IsMarkedHeading(lines[i]) || (apart && lines[i].heading && lines[i].strong_label)) sheet = -1;
      walk.sheet_of[i] = sheet;
      continue;
    }
    if (sheet < 0 || seen.count(label) != 0) {
      seen.clear();
      sheet = -1;
      if (i == 0 || lines[i - 1].item || IsMarkedHeading(lines[i - 1])) continue;
      sheet = static_cast<int>(walk.begins.size());
      walk.begins.push_back(i);
      walk.kinds.emplace_back();
      walk.sheet_of[i - 1] = sheet;
    }
    seen.insert(label);
    walk.kinds[static_cast<std::size_t>(sheet)].insert(KindOf(lines[i]));
    walk.sheet_of[i] = sheet;
  }
  return walk;
}

// Labels that stand in sheets of enough kinds; words that merely begin lines (`Use of ..`) do not.
std::set<std::string> LabelsThatServe(const std::vector<Line>& lines, const std::set<std::string>& labels, const Walk& walk) {
  std::set<std::string> serving;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::size_t tokens = LabelTokens(lines[i]);
    if (tokens == 0 || walk.sheet_of[i] < 0 || walk.kinds[static_cast<std::size_t>(walk.sheet_of[i])].size() < kLeastLabels) continue;
    const std::string label = LabelText(lines[i], tokens);
    if (labels.count(label) != 0) serving.insert(label);
  }
  return serving;
}

}  // namespace

std::vector<Run> FindSheets(std::vector<Line>& lines) {
  std::vector<Run> names;
  std::set<std::string> labels = LabelsOfSheets(lines);
  Walk walk = WalkOver(lines, labels);
  labels = LabelsThatServe(lines, labels, walk);
  if (labels.empty()) return names;
  walk = WalkOver(lines, labels);
  std::vector<int> number(walk.begins.size(), -1);
  for (std::size_t k = 0; k < walk.begins.size(); ++k) {
    if (walk.kinds[k].size() < kLeastLabels) continue;
    Line& name = lines[walk.begins[k] - 1];
    number[k] = static_cast<int>(names.size());
    names.push_back(name.run);
    name.sheet_name = true;
    name.heading = false;
    name.label_end = name.value = 0;
  }
  std::vector<Concept> topics;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const int sheet = walk.sheet_of[i] < 0 ? -1 : number[static_cast<std::size_t>(walk.sheet_of[i])];
    if (sheet < 0) continue;
    Line& line = lines[i];
    line.sheet = sheet;
    line.heading = false;
    if (line.sheet_name) {
      topics.clear();
      continue;
    }
    const std::size_t tokens = LabelTokens(line);
    if (tokens > 0 && labels.count(LabelText(line, tokens)) != 0) {
      MarkLabel(line, tokens);
      topics = line.topics;
    }
    line.topics = topics;
  }
  return names;
}

}  // namespace lofte::importer
