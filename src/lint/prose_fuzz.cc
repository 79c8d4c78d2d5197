// Any bytes, in each format, all the way that `import` goes: the places of the facts are in the text, and the draft is one that the reader
// of policies accepts.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "importer/draft.h"
#include "importer/importer.h"
#include "lint/finding.h"
#include "policy/checker.h"
#include "policy/reader.h"
#include "prose/document.h"
#include "time/civil.h"

namespace {

using namespace lofte;

class Checker {
 public:
  explicit Checker(std::string_view source) : source_(source) {}

  void Check(const importer::Place& place) const {
    if (place.begin >= place.end || place.end > source_.size()) Panic("a place that is empty or not in the text");
    if (place.line == 0 || place.line > LineOf(place.begin)) Panic("a place with the line of another");
  }
  template <typename Item>
  void CheckAll(const std::vector<Item>& items) const {
    for (const Item& item : items) Check(item.place);
  }
  void Check(const std::optional<importer::Text>& text) const {
    if (text) Check(text->place);
  }

 private:
  // Line breaks are `\n`, `\r\n` and `\r`. The line of a place is that of its block's first byte: never behind that of its own.
  std::size_t LineOf(std::size_t at) const {
    std::size_t line = 1;
    for (std::size_t i = 0; i < at; ++i)
      line += source_[i] == '\n' || (source_[i] == '\r' && (i + 1 == source_.size() || source_[i + 1] != '\n'));
    return line;
  }

  std::string_view source_;
};

void CheckPlaces(const importer::Facts& facts, std::string_view source) {
  const Checker checker(source);
  const importer::Controller& controller = facts.controller;
  for (const auto* text : {&controller.name, &controller.organisation_number, &controller.address, &controller.country, &controller.phone,
                           &controller.officer, &facts.last_updated, &facts.authority, &facts.minimum_age, &facts.breach_72h})
    checker.Check(*text);
  checker.CheckAll(controller.emails);
  checker.CheckAll(facts.legal_bases);
  checker.CheckAll(facts.retention);
  checker.CheckAll(facts.recipients);
  checker.CheckAll(facts.rights);
  checker.CheckAll(facts.cookies);
  checker.CheckAll(facts.security);
  checker.CheckAll(facts.activities);
  checker.CheckAll(facts.data);
  checker.CheckAll(facts.sections);
  checker.CheckAll(facts.statements);
  checker.CheckAll(facts.lists);
  checker.CheckAll(facts.unmapped);
  for (const importer::Activity& activity : facts.activities) {
    checker.CheckAll(activity.retention);
    for (const importer::Place& place : activity.basis_places) checker.Check(place);
  }
}

void CheckDraft(const importer::Facts& facts) {
  const std::string yaml = importer::DraftYaml(facts, "fuzz", std::string(64, 'a'), lint::LintProse(facts));
  Issues issues;
  const auto policy = policy::ReadPolicy("draft", yaml, issues);
  if (!policy || HasErrors(issues)) Panic(("no policy: " + (issues.empty() ? "" : issues[0].message) + "\n" + yaml).c_str());
  policy::Check(*policy, issues);
  lint::Lint(*policy, time::Day{20'000});
}

}  // namespace

// The first byte says which format.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view source(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto document = prose::Read(source, "fuzz", static_cast<prose::Format>(data[0] % 3));
  if (!document) return 0;
  const importer::Facts facts = importer::ReadFacts(*document);
  CheckPlaces(facts, source);
  CheckDraft(facts);
  if (importer::FactsJson(facts).empty()) Panic("facts without JSON");
  return 0;
}
