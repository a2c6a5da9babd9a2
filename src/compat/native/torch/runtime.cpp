// State of the thread and of the process: errors, gradient mode, threads, seeds, devices.
#include "shim.h"
#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/api/include/torch/cuda.h>
#include <torch/version.h>

namespace {
thread_local std::string last_error;
}

void la_set_error(const char* text) noexcept {
    try {
        last_error = text;
    } catch (...) {
        last_error.clear();
    }
}

LA_EXPORT const char* la_last_error() {
    return last_error.c_str();
}

LA_EXPORT const char* la_version() {
    return TORCH_VERSION;
}

LA_EXPORT int32_t la_grad_enabled() {
    return at::GradMode::is_enabled() ? 1 : 0;
}

LA_EXPORT void la_set_grad_enabled(int32_t on) {
    at::GradMode::set_enabled(on != 0);
}

LA_EXPORT int32_t la_inference_enabled() {
    return c10::InferenceMode::is_enabled() ? 1 : 0;
}

/// The guard belongs to the calling thread: it must be closed there, innermost first.
LA_EXPORT int la_inference_open(int32_t on, void** guard) {
    return la_guard([&] { *guard = new c10::InferenceMode(on != 0); });
}

LA_EXPORT void la_inference_close(void* guard) {
    delete static_cast<c10::InferenceMode*>(guard);
}

LA_EXPORT int la_set_threads(int32_t count) {
    return la_guard([&] { at::set_num_threads(count); });
}

LA_EXPORT int32_t la_get_threads() {
    return at::get_num_threads();
}

LA_EXPORT int la_set_interop_threads(int32_t count) {
    return la_guard([&] { at::set_num_interop_threads(count); });
}

LA_EXPORT int32_t la_get_interop_threads() {
    return static_cast<int32_t>(at::get_num_interop_threads());
}

/// Seeds the CPU generator and, where there are some, every GPU's.
LA_EXPORT int la_manual_seed(int64_t seed) {
    return la_guard([&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

/// what: 0 GPU usable, 1 number of GPUs, 2 cuDNN usable.
LA_EXPORT int la_cuda_query(int32_t what, int64_t* result) {
    return la_guard([&] {
        switch (what) {
            case 0: *result = torch::cuda::is_available() ? 1 : 0; break;
            case 1: *result = static_cast<int64_t>(torch::cuda::device_count()); break;
            default: *result = torch::cuda::cudnn_is_available() ? 1 : 0; break;
        }
    });
}

LA_EXPORT int la_cuda_synchronize(int64_t device) {
    return la_guard([&] { torch::cuda::synchronize(device); });
}

LA_EXPORT int la_cuda_manual_seed(int64_t seed) {
    return la_guard([&] { torch::cuda::manual_seed_all(static_cast<uint64_t>(seed)); });
}

/// which: 0 TF32 in cuBLAS, 1 TF32 in cuDNN. `value` < 0 only reads.
LA_EXPORT int la_switch(int32_t which, int32_t value, int32_t* result) {
    return la_guard([&] {
        auto& context = at::globalContext();
        if (which == 0) {
            if (value >= 0) context.setAllowTF32CuBLAS(value > 0);
            *result = context.allowTF32CuBLAS();
        } else {
            if (value >= 0) context.setAllowTF32CuDNN(value > 0);
            *result = context.allowTF32CuDNN();
        }
    });
}
