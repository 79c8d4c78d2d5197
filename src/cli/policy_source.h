// A policy and what lies beside it, for the commands that ask no store: `notice`, `record`, `diff`.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "datamap/datamap.h"
#include "notice/words.h"
#include "policy/policy.h"

namespace lofte::cli {

struct PolicySource {
  policy::Policy policy;
  std::optional<datamap::DataMap> map;  // of a workspace, where it was asked for
  std::vector<std::string> languages;   // that words/ has files of, sorted
  // A file beside policy.yaml: `words/nb.yaml`. Errors: of reading; kNotFound where there is none.
  std::function<Result<std::string>(const std::string& path)> read;
};

// What a command needs of a policy.
struct PolicyNeeds {
  bool sound = true;      // the checker finds no error; else one that can be read is enough, of a former year say
  bool data_map = false;  // where there is a lofte.yaml: its data map too, and all of it in order
  bool settled = false;   // no draft; else a draft is taken, and stderr says that it is one
};

// Nothing, and the exit code, after the mistakes were printed.
struct FoundPolicy {
  std::optional<PolicySource> source;
  int exit_code = 0;
};
// `path`: a file; a folder: the policy that its lofte.yaml names, or else its policy.yaml; where there is nothing of that name, an example.
FoundPolicy FindPolicy(const std::string& path, const PolicyNeeds& needs, const Arguments& arguments);

// What words/LANG.yaml beside the policy says.
struct FoundWords {
  std::optional<notice::Words> words;
  std::string text;      // of the file, for showing an issue's line
  bool is_there = true;  // false: there is no such file, and nothing was printed
  int exit_code = 0;     // where there are no words: after the mistakes were printed
};
FoundWords FindWords(const PolicySource& source, const std::string& language, const Arguments& arguments);

std::string WordsFile(const std::string& language);  // `words/nb.yaml`

}  // namespace lofte::cli
