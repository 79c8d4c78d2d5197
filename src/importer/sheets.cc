// Sheets: what is said of one thing, line by line, each begun by a label that has lost its colon: `Purpose To answer ..`. The labels are told
// by coming again and again.
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
    return line.tokens[token].capital || line.tokens[token].number || OpensValue(text, line.tokens[token - 1].end, line.tokens[token].begin);
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

struct Sheet {
  std::set<std::string> seen;
  int number = -1;
  std::vector<Concept> topics;  // of the label that goes on
};

}  // namespace

std::vector<Run> FindSheets(std::vector<Line>& lines) {
  std::vector<Run> names;
  const std::set<std::string> labels = LabelsOfSheets(lines);
  if (labels.empty()) return names;
  Sheet sheet;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    const std::size_t tokens = LabelTokens(line);
    const bool labelled = tokens > 0 && labels.count(LabelText(line, tokens)) != 0;
    if (!labelled) {
      if (line.heading && (!line.number.empty() || line.level < 7)) sheet = {};
      if (sheet.number < 0) continue;
      line.sheet = sheet.number;
      line.topics = sheet.topics;
      line.heading = false;
      continue;
    }
    MarkLabel(line, tokens);
    const std::string label = LabelText(line, tokens);
    if (sheet.number < 0 || sheet.seen.count(label) != 0) {
      sheet = {};
      if (i == 0 || lines[i - 1].item) continue;
      sheet.number = static_cast<int>(names.size());
      names.push_back(lines[i - 1].run);
      lines[i - 1].sheet = sheet.number;
      lines[i - 1].sheet_name = true;
      lines[i - 1].heading = false;
      lines[i - 1].topics.clear();
    }
    sheet.seen.insert(label);
    sheet.topics = line.topics;
    line.sheet = sheet.number;
    line.heading = false;
  }
  return names;
}

}  // namespace lofte::importer
