// `lofte verify --rows`: the keys of the rows that break one promise.
#include "engine/broken_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"

namespace lofte::cli {

namespace {

using engine::BrokenRow;
using engine::BrokenRows;

std::string Opening(const BrokenRows& found, const policy::Promise& promise, const std::string& day, std::int64_t most) {
  const std::string why = found.why.empty() ? "" : "; " + found.why;
  if (!found.is_asked_of_rows) return "no row is looked at for it (" + std::string(NameOf(promise.control)) + ")" + why;
  if (found.is_more) return fmt::format("the first {} of the rows that break it on {}; --most lists more{}", most, day, why);
  const std::size_t rows = found.rows.size();
  const std::string many = rows == 0   ? "no row breaks"
                           : rows == 1 ? "1 row breaks"
                                       : Thousands(static_cast<std::int64_t>(rows)) + " rows break";
  return many + " it on " + day + why;
}

std::string ShowRows(const BrokenRows& found, const policy::Promise& promise, const Session& session, const Arguments& arguments) {
  const policy::Policy& policy = session.workspace().policy;
  const std::string day = time::Format(session.question.zone.DayOf(session.question.at));
  std::string out = Wrap(promise.id + ": " + WordsOf(promise.text, policy), OutputWidth(), 0);
  out += Wrap(Opening(found, promise, day, arguments.most_rows), OutputWidth(), 0);
  if (found.rows.empty()) return out;
  const bool is_event = policy::IsOfEvents(promise.control);
  TextTable table;
  std::vector<Cell> head = {Head("table"), Head("key")};
  if (is_event) head.push_back(Head("happened"));
  table.Row(std::move(head));
  std::string example;
  for (const BrokenRow& of : found.rows) {
    std::vector<Cell> cells = {{of.row.table}, {of.row.key.empty() ? "(not to be shown)" : of.row.key}};
    if (is_event) cells.push_back({of.day ? time::Format(*of.day) : "-"});
    table.Row(std::move(cells));
    const auto is_it = [&](const datamap::TableMap& map) { return expr::Format(map.name) == of.row.table; };
    const auto& mapped = session.workspace().map.tables;
    if (example.empty() && !of.row.key.empty() && std::any_of(mapped.begin(), mapped.end(), is_it))
      example = fmt::format("lofte explain {} {} {}", arguments.folder, of.row.table, of.row.key);
  }
  out += "\n" + table.Render(ColourOnStdout());
  return example.empty() ? out : out + "\n" + example + "\n    what is known of such a row, and on what grounds it is there\n";
}

}  // namespace

int RunVerifyRows(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const Result<const policy::Promise*> promise = FindPromise(session.workspace().policy, arguments.promise);
  if (!promise) return Report(promise.error(), arguments);
  const Result<BrokenRows> found =
      engine::FindBrokenRows(session.sites, session.question, **promise, static_cast<std::size_t>(arguments.most_rows));
  if (!found) return Report(found.error(), arguments);
  const std::string text =
      arguments.json ? BrokenRowsJson(*found, **promise, session.question.at) : ShowRows(*found, **promise, session, arguments);
  Print(text);
  return found->rows.empty() ? kFine : kFindings;
}

}  // namespace lofte::cli
