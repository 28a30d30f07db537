#include "indexer/budget/page_budget.hpp"

#include <cassert>
#include <new>
#include <string>

namespace speur {

PageBudget::PageBudget(std::filesystem::path file, std::size_t page_bytes, const PageLimits& limits)
    : file_(std::move(file)), limits_(limits) {
  assert(budget::left.file == nullptr);
  budget::left.work = static_cast<std::int64_t>(limits.work);
  budget::left.bytes = static_cast<std::int64_t>(limits.bytes);
  budget::left.line = 0;
  budget::left.file = &file_;
  add(page_bytes);
}

void PageBudget::add(std::size_t page_bytes) const {
  budget::left.work += static_cast<std::int64_t>(limits_.work_a_byte * page_bytes);
  budget::left.bytes += static_cast<std::int64_t>(limits_.bytes_a_byte * page_bytes);
}

PageBudget::~PageBudget() {
  budget::left = {};
}

void budget::refuse(const char* what) {
  if (left.file == nullptr) throw std::bad_alloc();
  const Where where{*left.file, left.line};
  // What is thrown away on the way out, and what tells of it, may take its part.
  left = {};
  throw Error(ExitCode::data, where,
              std::string("the page is left out: to read it takes more ") + what +
                  " than a page of its size may take");
}

}  // namespace speur
