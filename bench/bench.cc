// lofte_bench sqlite|postgres ROWS FOLDER [TRIALS [verify|sweep]]: prints the ratios of docs/benchmarks.md. PostgreSQL: the server that
// PGHOST names.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "base.h"

int main(int argc, char** argv) {
  using namespace lofte;
  if (argc < 4) {
    std::fprintf(stderr, "usage: lofte_bench sqlite|postgres ROWS FOLDER [TRIALS [verify|sweep]]\n");
    return 2;
  }
  const stores::Dialect dialect = std::strcmp(argv[1], "postgres") == 0 ? stores::Dialect::kPostgres : stores::Dialect::kSqlite;
  const int trials = argc > 4 ? std::atoi(argv[4]) : 5;
  bench::Base base(dialect, std::atoll(argv[2]), argv[3]);
  const std::string part = argc > 5 ? argv[5] : "";
  if (part != "sweep") bench::BenchVerify(base, trials);
  if (part != "verify") bench::BenchSweep(base, trials);
  return 0;
}
