#include "cli/diff_json.h"

#include <nlohmann/json.hpp>

#include "cli/json_parts.h"
#include "diff/diff.h"

namespace lofte::cli {

using diff::Change;

namespace {

Json TextOrNull(const std::string& text) { return text.empty() ? Json() : Json(text); }

Json PlaceOf(const Change& change) {
  if (change.span.line == 0) return Json();
  return {{"file", change.span.file}, {"line", change.span.line}, {"column", change.span.column}, {"old", change.in_old}};
}

Json ChangeOf(const Change& change) {
  return {{"kind", change.kind},
          {"rank", NameOf(change.rank)},
          {"means", diff::KindOf(change.kind).means},
          {"activities", change.activities},
          {"categories", change.categories},
          {"subjects", change.subjects},
          {"recipient", TextOrNull(change.recipient)},
          {"entry", TextOrNull(change.entry)},
          {"before", TextOrNull(change.before.text)},
          {"after", TextOrNull(change.after.text)},
          {"from", DayOrNull(change.from)},
          {"only_later", change.only_later},
          {"consent_anew", change.consent_anew},
          {"may_object", change.may_object},
          {"note", TextOrNull(change.note)},
          {"promises", change.promises},
          {"place", PlaceOf(change)}};
}

}  // namespace

std::string DiffJson(const std::vector<Change>& changes, const std::vector<ChangeCount>& counts) {
  Json list = Json::array();
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Json change = ChangeOf(changes[i]);
    if (!counts.empty()) {
      const std::optional<engine::Holders>& holders = counts[i].holders;
      change["rows"] = holders ? Json(holders->rows) : Json();
      change["people"] = holders ? Json(holders->people) : Json();
    }
    list.push_back(std::move(change));
  }
  return Text({{"material", diff::HasMaterial(changes)}, {"changes", std::move(list)}});
}

std::string MessageJson(const diff::Message& message, const std::string& language) {
  return Text({{"language", language}, {"text", message.text}, {"missing", message.missing}});
}

}  // namespace lofte::cli
