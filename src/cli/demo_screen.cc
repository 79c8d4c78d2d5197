#include "cli/demo_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/output.h"
#include "cli/show.h"

namespace lofte::cli {

namespace {

// The kinds of steps, in the order in which they are told, with what they do to a row.
struct Deed {
  std::vector<std::string> actions;
  const char* name;
  const char* words;
};
const std::vector<Deed>& Deeds() {
  static const std::vector<Deed> deeds = {
      {{"delete"}, "deleted", "rows in which nothing had a ground any more"},
      {{"erase"}, "emptied", "rows that stay, of what in them had no ground any more"},
      {{"anonymise"}, "anonymised", "rows that stay and say no longer whose they are"},
      {{"aggregate", "aggregate-row"}, "counted", "rows, each in a cell of many, and then deleted"},
      {{"block", "block-row"}, "blocked", "rows: kept and used by nobody, so sealed where only a court can have it opened"},
      {{"destroy"}, "destroyed", "sealed copies whose time was over as well"},
  };
  return deeds;
}

std::string ShowDeeds(const engine::ApplyReport& run, bool colour) {
  std::map<std::string, std::int64_t> done;
  for (std::size_t i = 0; i < run.plan.steps.size(); ++i) done[run.plan.steps[i].action] += run.done[i];
  TextTable table;
  for (const Deed& deed : Deeds()) {
    std::int64_t rows = 0;
    for (const std::string& action : deed.actions) rows += done[action];
    if (rows > 0) table.Row({{std::string("  ") + deed.name}, {Thousands(rows), Colour::kBold, true}, {deed.words}});
  }
  return table.Render(colour);
}

std::string ShowNext(const DemoRun& demo, bool has_events, bool colour) {
  const auto command = [&](const std::string& words) { return Cell{"  lofte " + words}; };
  const auto why = [](const char* words) { return Cell{words, Colour::kGrey}; };
  TextTable table;
  if (!demo.to_explain.empty())
    table.Row(
        {command(fmt::format("explain {} {}", demo.folder, demo.to_explain)), why("why a row is still there, until when, and what then")});
  table.Row({command(fmt::format("forecast {}", demo.folder)), why("what falls due in the next twelve months")});
  table.Row({command(fmt::format("plan {} --at {}", demo.folder, time::Format(time::Day{demo.today.number + 30}))),
             why("what a sweep in a month would do; changes nothing")});
  table.Row({command(fmt::format("verify {} --all", demo.folder)), why("every promise, and what the unproven ones would take")});
  if (has_events) table.Row({command("incident add --help"), why("to say that somebody has dealt with what happened")});
  std::string out = table.Render(colour);
  if (demo.to_release)
    out += fmt::format("  lofte release {} {} --to 'District Court' --order 2026-77 --approved-by 'Ida'\n", demo.folder, *demo.to_release) +
           Paint("      what was blocked of a row, shown to a court: approved by a second person, and recorded first\n", Colour::kGrey,
                 colour);
  return out;
}

}  // namespace

std::string ShowDemo(const DemoRun& demo, const policy::Policy& policy, bool colour) {
  const auto step = [&](const char* command, const std::string& words) {
    return fmt::format("\n{}  {}\n", Paint(command, Colour::kBold, colour), words);
  };
  std::string out = fmt::format("{}: {} promises to {} people, in a database of synthetic data\n", policy.controller.name,
                                policy.promises.size(), Thousands(demo.people));
  out += step("verify", "Are they kept? " + ShowTotals(demo.before, colour)) + "\n";
  out += ShowBeforeAfter(demo.before, demo.after, policy, colour);
  out += step("apply", "The sweep of a day, table by table in small transactions:") + ShowDeeds(demo.run, colour);
  out += step("verify", "The same questions again: " + ShowTotals(demo.after, colour));
  const std::string events = ShowEvents(demo.after, policy, colour);
  if (!events.empty())
    out += step("incident", "What has happened no sweep undoes. It stays broken until somebody has dealt with it:") + events;
  out += "\n" + Paint("Go on", Colour::kBold, colour) + "\n" + ShowNext(demo, !events.empty(), colour);
  return out;
}

}  // namespace lofte::cli
