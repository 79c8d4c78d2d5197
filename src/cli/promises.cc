// `lofte promises`: what a policy promises, and what each promise is answered from (docs/design/0005-promises.md). Reads no store.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "cli/commands.h"
#include "cli/coverage.h"
#include "cli/examples.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"

namespace lofte::cli {

using policy::Evidence;

namespace {

constexpr std::array kClasses = {Evidence::kOwnData, Evidence::kSchema, Evidence::kAttested, Evidence::kUnproven, Evidence::kClaim};

Colour ColourOf(Evidence evidence) {
  if (evidence == Evidence::kUnproven) return Colour::kYellow;
  return evidence == Evidence::kClaim ? Colour::kGrey : Colour::kGreen;
}

std::string ShowList(const System& system, bool colour) {
  const policy::Policy& policy = system.policy;
  constexpr std::size_t kIndent = 4;
  TextTable table;
  table.Row({Head("promise"), Head("kind"), Head("answered from"), Head("control")});
  for (const policy::Promise& promise : policy.promises) {
    const Evidence evidence = policy::EvidenceOf(promise.control);
    table.Row({{promise.id}, {promise.kind}, {std::string(NameOf(evidence)), ColourOf(evidence)}, {ControlWords(promise, policy)}});
    table.Under(Wrap(WordsOf(promise.text, policy), OutputWidth(), kIndent));
  }
  return fmt::format("{} of {}\n\n", Plural(static_cast<std::int64_t>(policy.promises.size()), "promise", "promises"),
                     policy.controller.name) +
         table.Render(colour, OutputWidth());
}

void AddCoverage(TextTable& table, const std::string& system, const std::string& kind, const CoverageCounts& counts) {
  std::vector<Cell> cells = {{system}, {kind}};
  std::int64_t all = 0;
  for (const Evidence evidence : kClasses) {
    const auto found = counts.find(evidence);
    const std::int64_t count = found == counts.end() ? 0 : found->second;
    cells.push_back(Number(count));
    all += count;
  }
  cells.push_back(Number(all));
  table.Row(std::move(cells));
}

std::string ShowCoverage(const std::vector<System>& systems, bool colour) {
  TextTable table;
  std::vector<Cell> head = {Head("system"), Head("kind")};
  for (const Evidence evidence : kClasses) head.push_back(Head(std::string(NameOf(evidence)), true));
  head.push_back(Head("all", true));
  table.Row(std::move(head));
  CoverageCounts all;
  for (const System& system : systems) {
    CoverageCounts of_system;
    std::string name = system.name;
    for (const auto& [kind, counts] : CoverageOf(system.policy)) {
      AddCoverage(table, name, kind, counts);
      name.clear();
      for (const auto& [evidence, count] : counts) of_system[evidence] += count;
    }
    AddCoverage(table, "", "all", of_system);
    for (const auto& [evidence, count] : of_system) all[evidence] += count;
  }
  if (systems.size() > 1) AddCoverage(table, "all", "", all);
  return table.Render(colour) +
         "\nNone is answered from Løfte's journal, a log of another writer, grants or a probe: there is no such control yet.\n";
}

// A workspace, or an example by its name; without a name here, or all examples where coverage is asked and this is no workspace.
Result<std::vector<System>> SystemsOf(const Arguments& arguments, int& exit_code) {
  std::vector<System> systems;
  const std::vector<std::string> names = ExampleNames();
  const auto add = [&](const std::string& name) -> Status {
    LOFTE_ASSIGN(policy::Policy policy, ExamplePolicy(name));
    systems.push_back({name, std::move(policy)});
    return {};
  };
  std::error_code ignored;
  const bool is_here = std::filesystem::exists(std::filesystem::path(arguments.folder) / "lofte.yaml", ignored);
  if (!is_here && std::find(names.begin(), names.end(), arguments.folder) != names.end()) {
    LOFTE_TRY(add(arguments.folder));
  } else if (!is_here && arguments.folder == "." && arguments.coverage) {
    for (const std::string& name : names) LOFTE_TRY(add(name));
  } else {
    Loaded loaded = Load(arguments);
    exit_code = loaded.exit_code;
    if (loaded.workspace) systems.push_back({loaded.workspace->policy.controller.name, loaded.workspace->policy});
  }
  return systems;
}

}  // namespace

int RunPromises(const Arguments& arguments) {
  int exit_code = kFine;
  const Result<std::vector<System>> systems = SystemsOf(arguments, exit_code);
  if (!systems) return Report(systems.error(), arguments);
  if (systems->empty()) return exit_code;
  const std::string text = arguments.json       ? PromisesJson(*systems)
                           : arguments.coverage ? ShowCoverage(*systems, ColourOnStdout())
                                                : ShowList(systems->front(), ColourOnStdout());
  Print(text);
  return kFine;
}

}  // namespace lofte::cli
