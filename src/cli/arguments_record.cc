#include <CLI/CLI.hpp>

#include "cli/arguments_parts.h"
#include "record/sheet.h"

namespace lofte::cli {

void AddRecord(CLI::App& app, Arguments& arguments) {
  CLI::App* record = app.add_subcommand(
      "record", "the record of processing activities (GDPR Art. 30), with what it asks for and the policy does not say; reads no store");
  record->add_option("DIR", arguments.folder, "a workspace, a folder with a policy.yaml, or the name of an example")->capture_default_str();
  record->add_option("--format", arguments.format, "default: as --output ends, or else xlsx")
      ->check(CLI::IsMember({"xlsx", "csv", "html", "json"}));
  record->add_option("--role", arguments.role, "only what is done in this role; of csv, which holds one, the controller's is the default")
      ->check(CLI::IsMember({"controller", "processor"}));
  record->add_option("--template", arguments.layout, "order of the columns; default: that of the controller's country, or else gdpr")
      ->check(CLI::IsMember(record::Templates()));
  record->add_option("--language", arguments.language, "default: that of the template if the policy has it, or else the policy's first")
      ->check(CLI::IsMember(record::Languages()));
  record->add_option("--output", arguments.output_file, "write to this file (default: to stdout)")->check([](const std::string& path) {
    return path.empty() ? "it is empty: name a file, or leave it out" : "";
  });
  record->callback([&] { arguments.command = "record"; });
}

}  // namespace lofte::cli
